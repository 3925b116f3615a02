// A dashboard: the bar of time, refresh and controls above it, and its panels. All that is chosen stands in the address.
import {el, say} from './dom.js';
import {get} from './api.js';
import {Panel} from './panels.js';
import {moment, zone} from './format.js';
import {t} from './words.js';

const RANGES = [
  ['now-15m', 'Last 15 minutes'], ['now-1h', 'Last hour'], ['now-6h', 'Last 6 hours'], ['now-24h', 'Last 24 hours'],
  ['now/d', 'Today (UTC)'], ['now-7d', 'Last 7 days'], ['now-30d', 'Last 30 days'], ['now/M', 'This month (UTC)'],
];
const REFRESHES = [[0, 'off'], [30, '30 s'], [60, '1 min'], [300, '5 min']];
const ALL = '*';

export class DashboardPage {
  constructor(dashboard, dashboards, go) {
    this.dashboard = dashboard;
    this.dashboards = dashboards;
    this.go = go;
    // The header has the same links for each dashboard: a row of them has nothing to add.
    const links = dashboard.panels.filter(panel => panel.kind === 'links');
    this.row = panel => panel.grid[1] - links.filter(each => each.grid[1] < panel.grid[1]).reduce((sum, each) => sum + each.grid[3], 0);
    this.panels = dashboard.panels.filter(panel => panel.hasQuery).map(panel => new Panel(panel, this, this.row(panel)));
    this.zoom = (from, to) => this.change({from, to});
  }

  // What the address says, with the dashboard's own for what it does not.
  chosen() {
    const said = new URLSearchParams(location.search);
    const chosen = {from: said.get('from') ?? this.dashboard.from, to: said.get('to') ?? this.dashboard.to};
    for (const control of this.dashboard.controls) {
      if (said.get(control.parameter)) chosen[control.parameter] = said.get(control.parameter);
    }
    return chosen;
  }

  change(changes) {
    const said = new URLSearchParams(location.search);
    for (const [key, value] of Object.entries(changes)) {
      if (value === null || value === ALL) said.delete(key);
      else said.set(key, value);
    }
    this.go(`${location.pathname}?${said}`);
  }

  pick = (control, value) => this.change({[control]: value});
  canPick = control => this.dashboard.controls.some(each => each.parameter === control);

  emptyNote(panel) {
    const narrowed = this.dashboard.controls.some(control => control.parameter !== 'budget' && this.chosen()[control.parameter]);
    if (narrowed) return t('Nothing here for what is chosen above.');
    return panel.ownTime ? t('Nothing here yet.')
      : t('Nothing in this time. Choose a longer one, or send a request through the gateway: sums arrive up to two minutes after their minute.');
  }

  mount(main) {
    this.state = el('span', {class: 'state'});
    this.banner = el('div', {class: 'banner', role: 'alert', hidden: true});
    this.controls = new Map(this.dashboard.controls.map(control => [control.parameter, el('select', {
      'data-control': control.parameter, onchange: event => this.change({[control.parameter]: event.target.value}),
    })]));
    const rest = this.dashboard.panels.filter(panel => panel.kind === 'markdown').map(panel => this.still(panel));
    main.replaceChildren(
      el('div', {class: 'head'}, el('h1', {}, t(this.dashboard.title)), this.state, el('p', {}, t(this.dashboard.description))),
      this.bar(), this.banner,
      el('div', {class: 'grid'}, this.inOrder(rest)));
    this.resizing = new ResizeObserver(() => {
      clearTimeout(this.resizeTimer);
      this.resizeTimer = setTimeout(() => this.panels.forEach(panel => panel.resize()), 150);
    });
    this.resizing.observe(main);
    this.update();
  }

  // Read in the order of rows, whatever the grid does.
  inOrder(rest) {
    const place = new Map(this.dashboard.panels.map(panel => [panel.id, panel.grid[1] * 100 + panel.grid[0]]));
    const all = [...rest, ...this.panels.map(panel => panel.element)];
    return all.sort((one, other) => place.get(one.dataset.panel) - place.get(other.dataset.panel));
  }

  // A panel that shows no data, but text.
  still(panel) {
    const [x, , w, h] = panel.grid;
    const element = el('section', {class: 'panel markdown', 'data-panel': panel.id, 'data-ready': 'text'}, el('p', {class: 'note'}, panel.text));
    element.style.gridColumn = `${x + 1} / span ${w}`;
    element.style.gridRow = `${this.row(panel) + 1} / span ${h}`;
    return element;
  }

  bar() {
    this.range = el('select', {'data-range': '', onchange: event => this.change({from: event.target.value, to: null})});
    this.refresh = el('select', {onchange: event => this.change({refresh: event.target.value === '0' ? null : event.target.value})},
      REFRESHES.map(([seconds, text]) => el('option', {value: String(seconds)}, t(text))));
    this.from = el('input', {name: 'from', required: true, autocomplete: 'off', spellcheck: false});
    this.to = el('input', {name: 'to', required: true, autocomplete: 'off', spellcheck: false});
    const own = el('details', {}, el('summary', {}, t('From and to')),
      el('form', {onsubmit: event => {
        event.preventDefault();
        own.open = false;
        this.change({from: this.from.value.trim(), to: this.to.value.trim()});
      }}, el('label', {}, t('From'), this.from), el('label', {}, t('To'), this.to),
      el('span', {}, t('now-24h, now/d or 2026-11-24T15:00:00Z')), el('button', {class: 'main', type: 'submit'}, t('Show'))));
    return el('div', {class: 'bar', role: 'group', 'aria-label': t('What is shown')},
      el('label', {}, t('Time'), this.range), own,
      this.dashboard.controls.map(control => el('label', {}, t(control.label), this.controls.get(control.parameter))),
      el('label', {}, t('Refresh'), this.refresh),
      el('button', {type: 'button', onclick: () => this.load()}, t('Refresh now')));
  }

  // Shows what the address says now.
  update() {
    const chosen = this.chosen();
    const known = RANGES.some(([from]) => from === chosen.from) && chosen.to === 'now';
    this.range.replaceChildren(...RANGES.map(([from, text]) => el('option', {value: from}, t(text))),
      ...(known ? [] : [el('option', {value: ''}, `${shown(chosen.from)} … ${shown(chosen.to)}`)]));
    this.range.value = known ? chosen.from : '';
    this.from.value = chosen.from;
    this.to.value = chosen.to;
    this.refresh.value = new URLSearchParams(location.search).get('refresh') ?? '0';
    const said = new URLSearchParams(location.search);
    for (const link of document.querySelectorAll('a[data-dashboard]')) {
      const there = this.dashboards.find(each => each.id === link.dataset.dashboard);
      const kept = new URLSearchParams([...said].filter(([key]) =>
        ['from', 'to', 'refresh'].includes(key) || there?.controls.some(control => control.parameter === key)));
      link.href = `/d/${link.dataset.dashboard}${kept.size ? '?' + kept : ''}`;
    }
    this.load();
    clearInterval(this.timer);
    const seconds = Number(this.refresh.value);
    if (seconds > 0) this.timer = setInterval(() => document.hidden || this.load(), seconds * 1000);
  }

  async load(only = null) {
    this.asking?.abort();
    if (!only) this.asking = new AbortController();
    const signal = only ? undefined : this.asking.signal;
    const chosen = this.chosen();
    const failures = [];
    const panels = only ? [only] : this.panels;
    panels.forEach(panel => panel.waiting());
    if (!only) this.loadControls(chosen, signal);
    await Promise.all(panels.map(async panel => {
      try {
        await panel.answered(await get(`/api/dashboards/${this.dashboard.id}/panels/${panel.panel.id}`, chosen, signal));
      } catch (failure) {
        if (failure.name === 'AbortError') return;
        failures.push(failure);
        await panel.failed(failure);
      }
    }));
    if (signal?.aborted || only) return;
    const away = failures.find(failure => ['away', 'offline', 'forbidden', 'bad_request'].includes(failure.code));
    this.banner.hidden = !away;
    this.banner.textContent = away ? t(away.message) : '';
    // Until when it was counted: times are taken back to a whole refresh interval.
    const counted = chosen.to === 'now' && this.panels.find(panel => panel.answer)?.answer.to;
    this.state.textContent = t('as of {0}, times in {1}', moment(counted || Date.now()), zone());
    document.body.dataset.completeMs = String(Math.round(performance.now()));
    document.body.dataset.shown = location.pathname + location.search;
    say(failures.length ? t('{0} panels could not be shown', failures.length) : t('{0} is up to date', t(this.dashboard.title)));
  }

  async loadControls(chosen, signal) {
    for (const control of this.dashboard.controls) {
      const select = this.controls.get(control.parameter);
      const value = chosen[control.parameter] ?? ALL;
      let offered = [...select.options].map(option => option.value);
      try {
        const answer = await get(`/api/dashboards/${this.dashboard.id}/controls/${control.parameter}`, chosen, signal);
        offered = answer.rows.map(row => String(row[0]));
      } catch (failure) {
        if (failure.name === 'AbortError') return;
      }
      if (!offered.includes(ALL)) offered.unshift(ALL);
      if (!offered.includes(value)) offered.push(value);
      select.replaceChildren(...offered.map(each => el('option', {value: each}, each === ALL ? t('all') : each)));
      select.value = value;
    }
  }

  unmount() {
    this.asking?.abort();
    clearInterval(this.timer);
    this.resizing.disconnect();
    this.panels.forEach(panel => panel.clear());
  }
}

const shown = time => time.startsWith('now') ? time : moment(time);
