// Alerts: what is open, what is over, what is silenced, who was told; and each rule with what it matches now.
import {el} from './dom.js';
import {get} from './api.js';
import {moment, UNKNOWN} from './format.js';
import {t} from './words.js';

export class AlertsPage {
  constructor() {
    this.asking = new AbortController();
  }

  mount(main) {
    this.lists = el('div', {class: 'page'}, el('p', {class: 'note'}, t('Looking …')));
    this.rules = el('div', {class: 'page'});
    main.replaceChildren(el('div', {class: 'head'}, el('h1', {}, t('Alerts')),
      el('p', {}, t('Kibana or the pager opens and closes alerts; the rules below are judged here, at this moment.'))), this.lists, this.rules);
    this.load();
  }

  update() {}

  async load() {
    document.body.dataset.shown = '';
    await Promise.all([this.loadLists(), this.loadRules()]);
    document.body.dataset.shown = location.pathname + location.search;
  }

  async loadLists() {
    try {
      const {open, resolved, silences, deliveries} = await get('/api/alerts', {}, this.asking.signal);
      const now = Date.now();
      const held = silences.filter(each => new Date(each.until) > now);
      this.lists.replaceChildren(
        card('open', t('Open'), open, t('No alert is open.'), [t('Alert'), t('Severity'), t('Since'), t('Why'), t('Rule')],
          each => [each.message, severity(each['llm_gateway.alert.severity']), moment(each['@timestamp']), each['event.reason'] ?? UNKNOWN, runbookLink(each['rule.name'])]),
        card('resolved', t('Resolved in the last seven days'), resolved, t('None.'), [t('Alert'), t('Severity'), t('From'), t('Until'), t('Rule')],
          each => [each.message, severity(each['llm_gateway.alert.severity']), each.opened ? moment(each.opened) : UNKNOWN, moment(each['@timestamp']), runbookLink(each['rule.name'])]),
        card('silences', t('Silences'), held, t('Nothing is silenced.'), [t('What'), t('Reason'), t('By'), t('From'), t('Until')],
          each => [matched(each.match), each.reason ?? UNKNOWN, each.by ?? UNKNOWN, moment(each.from), moment(each.until)]),
        card('deliveries', t('Deliveries of the pager'), deliveries, t('The pager has told nobody of anything in the last seven days.'),
          [t('When'), t('What'), t('To'), t('Outcome'), t('Attempts')],
          each => [moment(each['@timestamp']), each.message ?? UNKNOWN, each['llm_gateway.page.receiver'] ?? UNKNOWN,
            el('span', {class: each['event.outcome'] === 'success' ? 'badge well' : 'badge failed'}, each['event.outcome'] === 'success' ? t('delivered') : `${t('failed')}: ${each['event.reason'] ?? ''}`),
            String(each['llm_gateway.page.attempts'] ?? UNKNOWN)]));
    } catch (failure) {
      if (failure.name !== 'AbortError') this.lists.replaceChildren(el('p', {class: 'banner', role: 'alert'}, t(failure.message)));
    }
  }

  async loadRules() {
    try {
      const {rules} = await get('/api/rules', {}, this.asking.signal);
      const rows = rules.map(rule => ({rule, state: el('td', {}, '…'), value: el('td', {}), row: null}));
      const body = el('tbody', {}, rows.map(each => each.row = el('tr', {id: `rule-${each.rule.name}`, 'data-rule': each.rule.name},
        el('td', {}, el('button', {class: 'pick', type: 'button', 'aria-haspopup': 'true', onclick: () => this.open(each)}, t(each.rule.title))),
        el('td', {}, severity(each.rule.severity)), each.state, each.value, el('td', {class: 'long'}, t(each.rule.summary)),
        el('td', {}, el('a', {href: `/d/${each.rule.dashboard}`}, t('dashboard'))))));
      this.runbook = el('section', {class: 'card runbook', hidden: true, tabindex: '-1', 'aria-label': t('Runbook')});
      this.rules.replaceChildren(el('section', {class: 'card', 'data-card': 'rules', 'aria-label': t('Rules')}, el('h2', {}, t('Rules')), this.runbook,
        el('div', {class: 'scroll', tabindex: '0', role: 'group', 'aria-label': t('Rules')}, el('table', {},
          el('thead', {}, el('tr', {}, [t('Rule'), t('Severity'), t('Now'), t('Value'), t('Fires when'), t('Shown by')].map(head => el('th', {scope: 'col'}, head)))), body))));
      await Promise.all(rows.map(each => this.judge(each)));
      const named = location.hash.match(/^#rule-(.+)$/);
      const wanted = named && rows.find(each => each.rule.name === named[1]);
      if (wanted) this.open(wanted);
    } catch (failure) {
      if (failure.name !== 'AbortError') this.rules.replaceChildren(el('p', {class: 'banner', role: 'alert'}, t(failure.message)));
    }
  }

  async judge(each) {
    try {
      const found = await get(`/api/rules/${each.rule.name}`, {}, this.asking.signal);
      each.runbook = found.runbook;
      const fires = found.matches.length > 0;
      each.row.dataset.state = fires ? 'matches' : 'well';
      each.state.replaceChildren(el('span', {class: fires ? `badge ${each.rule.severity}-severity` : 'badge well'}, fires ? t('matches {0}', found.matches.length) : t('well')));
      each.value.replaceChildren(...found.matches.slice(0, 5).map(match =>
        el('div', {}, `${match.group}: ${number(match.value)} (${t('threshold')} ${number(match.threshold)})`)));
      if (!fires) each.value.textContent = UNKNOWN;
    } catch (failure) {
      if (failure.name === 'AbortError') return;
      each.row.dataset.state = failure.code;
      each.state.replaceChildren(el('span', {class: 'badge', title: failure.message}, failure.code === 'no_data' ? t('no data yet') : t('not judged')));
      each.value.textContent = failure.code === 'no_data' ? '' : t(failure.message);
    }
  }

  open(each) {
    this.runbook.hidden = false;
    this.runbook.replaceChildren(...markdown(each.runbook ?? t('The runbook comes with the state of the rule, which could not be had.')),
      el('button', {type: 'button', onclick: () => { this.runbook.hidden = true; }}, t('Close')));
    this.runbook.focus();
    this.runbook.scrollIntoView({block: 'nearest'});
  }

  unmount() {
    this.asking.abort();
  }
}

// Which alerts a silence means, as the pager keeps it; all where it leaves nothing out.
function matched(match) {
  const parts = [[t('severity'), match?.severities], [t('rule'), match?.rules], [t('tenant'), match?.tenants], [t('group'), match?.groups]];
  return parts.filter(([, values]) => values?.length).map(([name, values]) => `${name}: ${values.join(', ')}`).join('; ') || t('all alerts');
}

const number = value => new Intl.NumberFormat('en-US', {maximumFractionDigits: 4}).format(value);

function severity(code) {
  return el('span', {class: `badge ${code === 'page' ? 'page' : 'ticket'}-severity`}, code === 'page' ? t('page') : t('ticket'));
}

function runbookLink(rule) {
  return rule ? el('a', {href: `/alerts#rule-${rule}`}, rule) : UNKNOWN;
}

function card(name, title, items, nothing, heads, cells) {
  return el('section', {class: 'card', 'data-card': name, 'aria-label': title}, el('h2', {}, title), items.length === 0 ? el('p', {}, nothing)
    : el('div', {class: 'scroll', tabindex: '0', role: 'group', 'aria-label': title}, el('table', {},
      el('thead', {}, el('tr', {}, heads.map(head => el('th', {scope: 'col'}, head)))),
      el('tbody', {}, items.map(item => el('tr', {}, cells(item).map(content => el('td', {}, content))))))));
}

// As much of Markdown as the runbooks use, as elements and never as HTML.
export function markdown(text) {
  const out = [];
  let list = null;
  let code = null;
  for (const line of text.split('\n')) {
    if (code !== null) {
      if (line.startsWith('```')) {
        out.push(el('pre', {tabindex: '0'}, code.join('\n')));
        code = null;
      } else code.push(line);
      continue;
    }
    const item = line.match(/^(\d+\.|-) (.*)$/);
    if (line.startsWith('```')) {
      code = [];
      list = null;
    } else if (item) {
      if (!list) out.push(list = el(item[1] === '-' ? 'ul' : 'ol'));
      list.append(el('li', {}, ...inline(item[2])));
    } else if (list && /^\s+\S/.test(line)) {
      list.lastChild.append(' ', ...inline(line.trim()));
    } else if (line.startsWith('#')) {
      list = null;
      out.push(el(line.startsWith('##') ? 'h4' : 'h3', {}, line.replace(/^#+ /, '')));
    } else if (line.trim() === '') {
      list = null;
      out.push(null);
    } else {
      list = null;
      const last = out.at(-1);
      if (last?.tagName === 'P') last.append(' ', ...inline(line));
      else out.push(el('p', {}, ...inline(line)));
    }
  }
  return out.filter(Boolean);
}

const inline = text => text.split(/(`[^`]+`)/).filter(Boolean).map(part => part.startsWith('`') ? el('code', {}, part.slice(1, -1)) : part.replace(/\*\*/g, ''));
