// What the page says, in English where there is no other word for it.
let chosen = 'en';
let words = {};

export const language = () => chosen;

export async function choose(lang) {
  chosen = lang === 'zh' ? 'zh' : 'en';
  words = chosen === 'zh' ? await (await fetch('/assets/zh.json')).json() : {};
  document.documentElement.lang = chosen === 'zh' ? 'zh-CN' : 'en';
}

// Values stand as {0}, {1}.
export function t(text, ...values) {
  return (words[text] ?? text).replace(/\{(\d)\}/g, (_, index) => values[index]);
}
