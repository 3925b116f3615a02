// Makes elements. Text is only ever set as text, so that nothing that comes from a log is taken for HTML.
export function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'class') element.className = value;
    else if (key in element && typeof value !== 'string') element[key] = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

let ids = 0;
export const newId = prefix => `${prefix}-${++ids}`;

// Tells people who do not see the page.
export function say(text) {
  document.getElementById('live').textContent = text;
}
