// Begins: language and theme, the places above, and the page that the address names.
import {el} from './dom.js';
import {get} from './api.js';
import {AlertsPage} from './alerts.js';
import {DashboardPage} from './dashboard.js';
import {RequestPage} from './request.js';
import {choose, language, t} from './words.js';

const root = document.documentElement;
const main = document.getElementById('main');
const kept = {
  get: name => { try { return localStorage.getItem(name); } catch { return null; } },
  set: (name, value) => { try { localStorage.setItem(name, value); } catch { /* a browser may forbid it */ } },
};
let catalogue = null;
let current = null;

function theme() {
  return kept.get('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}

async function start() {
  const said = new URLSearchParams(location.search);
  if (['dark', 'light'].includes(said.get('theme'))) kept.set('theme', said.get('theme'));
  if (['en', 'zh'].includes(said.get('lang'))) kept.set('lang', said.get('lang'));
  root.dataset.theme = theme();
  await choose(kept.get('lang') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en'));
  document.querySelector('.skip').textContent = t('Skip to content');
  try {
    catalogue = await get('/api/dashboards');
  } catch (failure) {
    if (failure.code !== 'login') main.replaceChildren(el('p', {class: 'banner', role: 'alert'}, t(failure.message)));
    return;
  }
  top();
  show();
}

function top() {
  document.getElementById('places').replaceChildren(...catalogue.dashboards.map(each =>
    el('a', {href: `/d/${each.id}`, 'data-dashboard': each.id}, t(each.title))), el('a', {href: '/alerts'}, t('Alerts')));
  document.getElementById('places').setAttribute('aria-label', t('Dashboards'));
  document.getElementById('switches').replaceChildren(
    el('button', {type: 'button', 'data-switch': 'theme', onclick: () => {
      kept.set('theme', theme() === 'dark' ? 'light' : 'dark');
      root.dataset.theme = theme();
      top();
      current?.panels?.forEach(panel => panel.resize());
    }}, theme() === 'dark' ? t('Light') : t('Dark')),
    el('button', {type: 'button', 'data-switch': 'lang', lang: language() === 'zh' ? 'en' : 'zh-CN', onclick: async () => {
      kept.set('lang', language() === 'zh' ? 'en' : 'zh');
      await choose(kept.get('lang'));
      top();
      show(true);
    }}, language() === 'zh' ? 'English' : '中文'));
  mark();
}

function mark() {
  for (const link of document.querySelectorAll('#places a')) {
    if (new URL(link.href).pathname === location.pathname) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

function pageOf(path) {
  if (path === '/alerts') return {key: path + location.hash, make: () => new AlertsPage()};
  const id = path === '/request' && new URLSearchParams(location.search).get('id');
  if (id) return {key: `request ${id}`, make: () => new RequestPage(id)};
  const dashboard = path === '/' ? catalogue.dashboards[0] : catalogue.dashboards.find(each => path === `/d/${each.id}`);
  return dashboard ? {key: dashboard.id, make: () => new DashboardPage(dashboard, catalogue.dashboards, go)} : null;
}

function show(anew = false) {
  if (location.pathname === '/') history.replaceState(null, '', `/d/${catalogue.dashboards[0].id}${location.search}`);
  const page = pageOf(location.pathname);
  mark();
  if (page && current?.key === page.key && !anew) {
    current.update();
    return;
  }
  current?.unmount();
  current = null;
  if (!page) {
    main.replaceChildren(el('p', {class: 'banner', role: 'alert'}, t('There is no such page.')));
    return;
  }
  current = page.make();
  current.key = page.key;
  current.mount(main);
  document.title = `${main.querySelector('h1')?.textContent ?? 'Tollgate'} · Tollgate`;
}

function go(path) {
  history.pushState(null, '', path);
  show();
}

// Where others than this machine reach the console, they show a token once.
function logIn() {
  if (document.querySelector('.login')) return;
  const token = el('input', {type: 'password', name: 'token', required: true, autocomplete: 'current-password', spellcheck: false});
  const wrong = el('p', {class: 'banner', role: 'alert', hidden: true});
  current?.unmount();
  current = null;
  main.replaceChildren(el('form', {class: 'card login', onsubmit: async event => {
    event.preventDefault();
    const response = await fetch('/api/login', {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify({token: token.value})});
    if (response.ok) {
      main.replaceChildren();
      start();
      return;
    }
    wrong.hidden = false;
    wrong.textContent = t((await response.json().catch(() => ({}))).message ?? 'The console does not answer: start it again, or wait until it is back.');
  }}, el('h1', {}, t('Log in')), el('label', {}, t('Access token with the scope console'), token), wrong,
  el('button', {class: 'main', type: 'submit'}, t('Log in'))));
  token.focus();
}

addEventListener('login', logIn);
addEventListener('popstate', () => show());
addEventListener('click', event => {
  const link = event.target.closest?.('a[href^="/"]');
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const before = location.pathname;
  go(link.getAttribute('href'));
  if (location.pathname !== before) {
    scrollTo(0, 0);
    main.focus();
  }
});

start();
