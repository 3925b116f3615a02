// One panel: its frame, and what an answer or a failure looks like in it.
import {el, newId} from './dom.js';
import {format, UNKNOWN} from './format.js';
import {t} from './words.js';

const CHARTS = ['xy', 'heatmap', 'pie', 'gauge'];
// The library of charts is large and comes after what needs none.
let library = null;
const charts = () => library ??= import('./charts.js');

// Columns whose value narrows the dashboard, by the control that they belong to.
const CONTROL_OF = {
  tenant: 'tenant', 'llm_gateway.tenant': 'tenant', model: 'model', 'gen_ai.response.model': 'model',
  provider: 'provider', 'gen_ai.provider.name': 'provider',
};

export class Panel {
  // The dashboard says what may be picked, and what to do then.
  constructor(panel, dashboard, row) {
    this.panel = panel;
    this.dashboard = dashboard;
    this.asTable = false;
    const [x, , w, h] = panel.grid;
    if (CHARTS.includes(panel.kind)) charts();
    const heading = newId('panel');
    this.body = el('div', {class: 'body'});
    const about = el('p', {class: 'about', id: newId('about'), hidden: true}, t(panel.description));
    const info = el('button', {
      class: 'tool', type: 'button', 'aria-expanded': 'false', 'aria-controls': about.id, 'aria-label': t('About {0}', t(panel.title)),
      title: t(panel.description),
      onclick: () => {
        about.hidden = !about.hidden;
        info.setAttribute('aria-expanded', String(!about.hidden));
      },
    }, 'ⓘ');
    this.toggle = CHARTS.includes(panel.kind) && el('button', {
      class: 'tool', type: 'button', 'aria-pressed': 'false', 'aria-label': t('{0} as a table', t(panel.title)), title: t('As a table'),
      onclick: () => {
        this.asTable = !this.asTable;
        this.toggle.setAttribute('aria-pressed', String(this.asTable));
        this.show();
      },
    }, '▦');
    this.element = el('section', {class: `panel ${panel.kind}`, 'aria-labelledby': heading, 'data-panel': panel.id},
      el('header', {}, el('h2', {id: heading, title: t(panel.title)}, t(panel.title)),
        panel.ownTime && el('span', {class: 'own'}, t('own time')), this.toggle, info),
      about, this.body);
    this.element.style.gridColumn = `${x + 1} / span ${w}`;
    this.element.style.gridRow = `${row + 1} / span ${h}`;
  }

  waiting() {
    this.element.classList.add('waiting');
    this.element.setAttribute('aria-busy', 'true');
  }

  answered(answer) {
    this.answer = answer;
    this.failure = null;
    return this.show();
  }

  failed(failure) {
    this.failure = failure;
    return this.show();
  }

  async show() {
    this.element.removeAttribute('data-ready');
    await this.fill();
    this.element.classList.remove('waiting');
    this.element.removeAttribute('aria-busy');
    this.element.setAttribute('data-ready', this.failure ? this.failure.code : 'answer');
  }

  async fill() {
    if (this.failure) {
      this.clear();
      this.body.append(el('div', {class: this.failure.code === 'no_data' ? 'note' : 'note failed', role: 'group'},
        t(this.failure.message), el('br'), el('button', {type: 'button', onclick: () => this.dashboard.load(this)}, t('Try again'))));
      return;
    }
    const kind = this.asTable ? 'table' : this.panel.kind;
    const nothing = this.answer.rows.length === 0 || this.nothingMeasured();
    if (nothing && kind !== 'metric') {
      this.clear();
      this.body.append(el('p', {class: 'note'}, this.dashboard.emptyNote(this.panel)));
      return;
    }
    if (CHARTS.includes(kind)) {
      const library = await charts();
      if (!this.chart?.isConnected) {
        this.clear();
        this.chart = el('div', {class: 'chart', role: 'img'});
        this.body.append(this.chart);
      }
      this.chart.setAttribute('aria-label', this.summary());
      library.draw(this.chart, this.panel, this.answer, {zoom: this.dashboard.zoom});
    } else {
      this.clear();
      this.body.append(kind === 'metric' ? this.metric() : this.table());
    }
    this.body.querySelector('.cut')?.remove();
    if (this.answer.cut) this.body.prepend(el('div', {class: 'cut'}, t('More than fits: only the first {0} rows.', this.answer.rows.length)));
  }

  nothingMeasured() {
    return CHARTS.includes(this.panel.kind)
      && !this.panel.columns.some((column, at) => column.role === 'value' && this.answer.rows.some(row => row[at] !== null));
  }

  clear() {
    if (this.chart) {
      const host = this.chart;
      this.chart = null;
      charts().then(library => library.dispose(host));
    }
    this.body.replaceChildren();
  }

  resize() {
    if (this.chart) this.show();
  }

  summary() {
    const rows = this.answer.rows.length;
    return `${t(this.panel.title)}: ${t('chart of {0} values; the button beside the title shows them as a table', rows)}`;
  }

  metric() {
    const at = role => this.panel.columns.findIndex(column => column.role === role);
    const [value, second, split] = ['value', 'secondary', 'series'].map(at);
    const rows = this.answer.rows.length === 0 ? [this.panel.columns.map(() => null)] : this.answer.rows;
    const figures = rows.map(row => el('div', {class: 'figure'},
      split >= 0 && el('span', {}, format(row[split], this.panel.columns[split])),
      cell('span', 'value', row[value], this.panel.columns[value]),
      second >= 0 && el('dl', {}, el('dt', {}, t(this.panel.columns[second].label)),
        cell('dd', '', row[second], this.panel.columns[second]))));
    // Large numbers are written smaller, so that they stand on one line.
    figures.forEach(figure => figure.style.setProperty('--characters', figure.querySelector('.value').textContent.length));
    return split < 0 ? figures[0] : el('div', {class: 'many'}, figures);
  }

  table() {
    return el('div', {class: 'scroll', tabindex: '0', role: 'group', 'aria-label': t(this.panel.title)},
      el('table', {}, el('caption', {class: 'unseen'}, t(this.panel.title)),
        el('thead', {}, el('tr', {}, this.panel.columns.map(column =>
          el('th', {scope: 'col', class: numeric(column) ? 'number' : ''}, t(column.label))))),
        el('tbody', {}, this.answer.rows.map(row => el('tr', {}, row.map((value, at) => this.tableCell(value, this.panel.columns[at])))))));
  }

  tableCell(value, column) {
    const cellOf = cell('td', numeric(column) ? 'number' : String(value).length > 24 && /\s/.test(value) && column.type !== 'date' ? 'long' : '', value, column);
    const control = CONTROL_OF[column.name];
    if (value === null) return cellOf;
    if (column.type === 'date') {
      // Where there is no room, it breaks between day and time and nowhere else.
      cellOf.classList.add('when');
      cellOf.textContent = cellOf.textContent.replace(/ (?!\d\d:)/g, '\u00a0');
    }
    if (column.name === 'event.id') {
      cellOf.replaceChildren(el('a', {href: `/request?id=${encodeURIComponent(value)}`}, String(value)));
    } else if (control && this.dashboard.canPick(control)) {
      cellOf.replaceChildren(el('button', {
        class: 'pick', type: 'button', title: t('Show only {0}', value), onclick: () => this.dashboard.pick(control, value),
      }, String(value)));
    }
    return cellOf;
  }
}

const numeric = column => ['long', 'integer', 'double'].includes(column.type);

// What the server said stands beside what people read.
export function cell(name, kind, value, column) {
  return el(name, {class: kind, 'data-value': JSON.stringify(value)},
    value === null || value === undefined ? el('span', {class: 'unknown', title: t('unknown')}, UNKNOWN) : format(value, column));
}
