// One request's story: what was written of it, its timings, its cost, and what happened around it.
import {el} from './dom.js';
import {get} from './api.js';
import {cell} from './panels.js';
import {format, moment, UNKNOWN} from './format.js';
import {t} from './words.js';

const MS = {format: 'milliseconds'};
const MONEY = {format: 'money'};
const TOKENS = {format: 'tokens'};
const FACTS = [
  ['Request', 'event.id'], ['Started', '@timestamp'], ['Outcome', 'llm_gateway.outcome'], ['Status', 'http.response.status_code'],
  ['Error', 'error.type'], ['Explanation', 'error.message'], ['Model that was asked', 'gen_ai.request.model'],
  ['Model that answered', 'gen_ai.response.model'], ['Provider', 'gen_ai.provider.name'], ['Streamed', 'gen_ai.request.stream'],
  ['Attempts', 'llm_gateway.attempts'], ['Tenant', 'llm_gateway.tenant'], ['Team', 'llm_gateway.team'], ['User', 'user.id'],
  ['Key', 'llm_gateway.key.id'], ['Address', 'client.address'], ['Client', 'user_agent.original'], ['Gateway', 'service.node.name'],
  ['Searchable since', 'event.ingested'], ['Finish reason', 'gen_ai.response.finish_reasons'],
];
const USE = [
  ['Input tokens', 'gen_ai.usage.input_tokens', TOKENS], ['of which read from a cache', 'gen_ai.usage.cache_read.input_tokens', TOKENS],
  ['of which written to a cache', 'gen_ai.usage.cache_creation.input_tokens', TOKENS], ['Output tokens', 'gen_ai.usage.output_tokens', TOKENS],
  ['of which reasoning', 'gen_ai.usage.reasoning.output_tokens', TOKENS], ['Counted by', 'llm_gateway.usage.source'],
  ['Cost of input', 'llm_gateway.cost.input', MONEY], ['Cost of caches', 'llm_gateway.cost.cache', MONEY],
  ['Cost of output', 'llm_gateway.cost.output', MONEY], ['Cost', 'gen_ai.usage.cost.amount', MONEY], ['Currency', 'gen_ai.usage.cost.currency'],
  ['In the reporting currency', 'llm_gateway.cost.reporting.amount', MONEY], ['Price book', 'llm_gateway.price.version'],
  ['Why there is no cost', 'llm_gateway.cost.missing_reason'],
];

// Documents write a.b as an object in an object, or as one key.
export function at(source, path) {
  let found = source;
  const parts = path.split('.');
  for (let i = 0; i < parts.length; i++) {
    if (found === null || typeof found !== 'object') return null;
    const rest = parts.slice(i).join('.');
    if (rest in found) return found[rest];
    found = found[parts[i]];
    if (found === undefined) return null;
  }
  return found ?? null;
}

export class RequestPage {
  constructor(id) {
    this.id = id;
    this.asking = new AbortController();
  }

  mount(main) {
    this.main = main;
    this.page = el('div', {class: 'page'}, el('p', {class: 'note'}, t('Looking for it …')));
    main.replaceChildren(el('div', {class: 'head'}, el('h1', {}, t('Request')), el('p', {}, this.id)), this.page);
    this.load();
  }

  update() {}

  async load() {
    document.body.dataset.shown = '';
    try {
      const found = await get('/api/request', {id: this.id}, this.asking.signal);
      const documents = found.rows.map(row => row[found.columns.findIndex(column => column.name === '_source')]);
      const ended = documents.find(each => (at(each, 'llm_gateway.kind') ?? 'request') === 'request') ?? documents[0];
      if (!ended) {
        this.page.replaceChildren(el('p', {class: 'note'}, t('There is no request with this id. It may be too old, or not searchable yet: try again in a few seconds.')));
      } else {
        this.page.replaceChildren(...this.parts(ended, documents));
        await this.neighbours(ended);
      }
    } catch (failure) {
      if (failure.name === 'AbortError') return;
      this.page.append(el('p', {class: 'banner', role: 'alert'}, t(failure.message)));
    }
    document.body.dataset.shown = location.pathname + location.search;
  }

  parts(ended, documents) {
    return [
      this.card('facts', t('What it was'), facts(FACTS, ended)),
      this.card('timings', t('Where the time went'), this.timings(ended)),
      this.card('cost', t('Tokens and cost'), facts(USE, ended)),
      documents.length > 1 && this.card('documents', t('All that was written of it'), el('ol', {}, documents.map(each =>
        el('li', {}, `${moment(at(each, '@timestamp'))} · ${at(each, 'llm_gateway.kind') ?? 'request'} · ${at(each, 'llm_gateway.outcome') ?? t('not ended')}`)))),
      this.card('line', t('The document'), el('details', {}, el('summary', {}, t('Show')), el('div', {class: 'scroll', tabindex: '0', role: 'group', 'aria-label': t('The document')},
        el('pre', {}, JSON.stringify(ended, null, 2))))),
    ].filter(Boolean);
  }

  card(name, title, ...content) {
    return el('section', {class: 'card', 'data-card': name, 'aria-label': title}, el('h2', {}, title), ...content);
  }

  // The gateway's own time is drawn first, since nobody measured how it is spread.
  timings(ended) {
    const of = name => at(ended, `llm_gateway.${name}`);
    const [total, ttft, upstream, overhead] = ['latency_ms', 'ttft_ms', 'upstream_ms', 'overhead_ms'].map(of);
    if (total === null) return el('p', {}, t('Nobody measured how long it took.'));
    const rows = [[t('Whole request'), 0, total, '']];
    if (overhead !== null) rows.push([t('In the gateway'), 0, overhead, 'rest']);
    if (upstream !== null) rows.push([t('With the provider'), Math.max(0, total - upstream), upstream, '']);
    if (ttft !== null) rows.push([t('Until the first token'), 0, ttft, 'rest'], [t('From the first token to the end'), ttft, total - ttft, '']);
    return el('dl', {class: 'fall'}, rows.flatMap(([name, start, length, kind]) => {
      const bit = el('span', {class: `bit ${kind}`});
      bit.style.left = `${total ? start / total * 100 : 0}%`;
      bit.style.width = `${total ? Math.min(100, length / total * 100) : 0}%`;
      return [el('dt', {}, name), el('dd', {class: 'track', 'aria-hidden': 'true'}, bit), cell('dd', 'number', length, MS)];
    }));
  }

  async neighbours(ended) {
    const found = await get('/api/request/neighbours', {at: new Date(at(ended, '@timestamp')).toISOString()}, this.asking.signal);
    const start = new Date(at(ended, '@timestamp')).getTime();
    const heads = [t('Started'), t('Request'), t('Tenant'), t('Provider'), t('Model'), t('Outcome'), t('Latency'), t('Output tokens')];
    this.page.append(this.card('neighbours', t('Half a minute before and after'),
      el('div', {class: 'scroll', tabindex: '0', role: 'group', 'aria-label': t('Half a minute before and after')}, el('table', {},
        el('thead', {}, el('tr', {}, heads.map(head => el('th', {scope: 'col'}, head)))),
        el('tbody', {}, found.rows.map(([time, id, tenant, provider, model, outcome, latency, output]) => el('tr', {'aria-current': id === this.id ? 'true' : null},
          el('td', {}, `${((new Date(time) - start) / 1000).toFixed(1)} s`),
          el('td', {}, id === this.id ? el('strong', {}, id) : el('a', {href: `/request?id=${encodeURIComponent(id)}`}, id)),
          ...[tenant, provider, model, outcome].map(each => el('td', {}, each ?? UNKNOWN)),
          cell('td', 'number', latency, MS), cell('td', 'number', output, TOKENS))))))));
  }

  unmount() {
    this.asking.abort();
  }
}

function facts(names, source) {
  return el('dl', {class: 'facts'}, names.map(([label, path, column]) => [label, path, at(source, path), column])
    .filter(([, path, value]) => value !== null || path.includes('tokens') || path.endsWith('cost.amount'))
    .map(([label, path, value, column]) => el('div', {'data-field': path}, el('dt', {}, t(label)),
      el('dd', {}, value === null ? UNKNOWN : format(value, column ?? {type: path === '@timestamp' || path === 'event.ingested' ? 'date' : 'keyword'})))));
}
