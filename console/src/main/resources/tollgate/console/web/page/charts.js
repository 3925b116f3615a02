// Draws xy, heat map, pie and gauge by ECharts, in Kibana's palette.
import * as echarts from './echarts.esm.min.js';
import {format, tick, moment, clock} from './format.js';
import {t} from './words.js';

// EUI's palette for charts (Borealis), as Kibana 9 has it.
// The strong ones first: its own order begins with a pale one, which is hard to see as a line.
const PALETTE = ['#16C5C0', '#61A2FF', '#EE72A6', '#F6726A', '#EAAE01', '#A6EDEA', '#BFDBFF', '#FFC7DB', '#FFC9C2', '#FCD883'];
// Outcomes have the same colour wherever they are drawn, and failures a warm one.
const OUTCOMES = {
  ok: '#16C5C0', upstream_error: '#F6726A', timeout: '#EE72A6', client_error: '#EAAE01', rate_limited: '#FCD883', policy: '#FFC7DB', aborted: '#BFDBFF',
};
const UNKNOWN_COLOUR = '#98A8C3';
const HEAT = {light: ['#e8f1ff', '#bfdbff', '#61a2ff', '#1750ba', '#0b2c66'], dark: ['#12233d', '#1c4a8c', '#3f86ea', '#9cc4ff', '#e8f1ff']};

const pen = document.createElement('canvas').getContext('2d');
function widest(names) {
  pen.font = `12px ${getComputedStyle(document.body).fontFamily}`;
  return Math.ceil(Math.max(...names.map(name => pen.measureText(name).width)));
}

const colours = () => {
  const style = getComputedStyle(document.documentElement);
  const of = name => style.getPropertyValue(name).trim();
  return {text: of('--text'), soft: of('--soft'), line: of('--line'), panel: of('--panel')};
};

const label = value => value === null || value === undefined ? t('(unknown)') : String(value);

export function draw(host, panel, answer, {zoom}) {
  const chart = echarts.getInstanceByDom(host) ?? echarts.init(host, null, {renderer: 'canvas'});
  const look = colours();
  const base = {
    animation: false,
    color: PALETTE,
    textStyle: {fontFamily: getComputedStyle(document.body).fontFamily, color: look.text},
    tooltip: {
      renderMode: 'richText', confine: true, backgroundColor: look.panel, borderColor: look.line,
      textStyle: {color: look.text, fontSize: 12},
    },
  };
  const option = {xy, heatmap, pie, gauge}[panel.kind](panel, answer, look, host);
  if (chart.getWidth() !== host.clientWidth || chart.getHeight() !== host.clientHeight) chart.resize();
  chart.setOption({...base, ...option, tooltip: {...base.tooltip, ...option.tooltip}}, true);
  for (const event of ['mousedown', 'mousemove', 'mouseup']) chart.getZr().off(event);
  if (panel.kind === 'xy' && column(panel, 'x').type === 'date' && zoom) drag(chart, host, zoom);
  return chart;
}

export function dispose(host) {
  echarts.getInstanceByDom(host)?.dispose();
}

const column = (panel, role) => panel.columns.find(each => each.role === role);
const index = (panel, role) => panel.columns.findIndex(each => each.role === role);

// One line or stack for each value of the series column and each column of values, all over the same x, in its order.
export function series(panel, answer) {
  const x = index(panel, 'x');
  const split = index(panel, 'series');
  const values = panel.columns.map((each, at) => ({...each, at})).filter(each => each.role === 'value');
  const date = panel.columns[x].type === 'date';
  const xs = [...new Set(answer.rows.map(row => row[x]))];
  if (date) xs.sort();
  const byName = new Map();
  for (const row of answer.rows) {
    for (const value of values) {
      const name = split < 0 ? t(value.label) : values.length === 1 ? label(row[split]) : `${label(row[split])} · ${t(value.label)}`;
      if (!byName.has(name)) byName.set(name, {name, column: value, of: new Map()});
      byName.get(name).of.set(row[x], row[value.at]);
    }
  }
  return {xs, date, all: [...byName.values()]};
}

// ES|QL's BUCKET takes the shortest of these of which no more than so many reach from the start to the end.
const ROUND_SECONDS = [1, 5, 10, 30, 60, 300, 600, 1800, 3600, 10_800, 43_200, 86_400, 604_800];
function bucket(most, from, to) {
  const ms = ROUND_SECONDS.map(seconds => seconds * 1000).find(length => Math.floor(from / length) * length + length * most >= to);
  return most && ms ? ms : null;
}

// The distance of two buckets; nothing where there is one bucket only.
function step(times) {
  let least = Infinity;
  for (let i = 1; i < times.length; i++) least = Math.min(least, times[i] - times[i - 1]);
  return Number.isFinite(least) ? least : null;
}

function xy(panel, answer, look, host) {
  const {xs, date, all} = series(panel, answer);
  const bars = panel.shape.startsWith('bar');
  const horizontal = panel.shape === 'bar-horizontal';
  const stacked = panel.shape.endsWith('stacked');
  const from = new Date(answer.from).getTime();
  const to = new Date(answer.to).getTime();
  const times = date ? xs.map(x => new Date(x).getTime()) : xs;
  // Points may be further apart than buckets, where something is measured now and then; a bar is as wide as its bucket.
  const width = date ? (bars && bucket(panel.buckets, from, to)) || step(times) || (to - from) / 75 : null;
  const legend = all.length > 1;
  const narrow = host.clientWidth < 520;
  const first = all[0]?.column ?? column(panel, 'value');
  const longest = widest(all.map(each => each.name));
  const names = Math.min(longest, 130);
  const right = legend && !narrow ? names + 48 : 16;
  const plot = host.clientWidth - right - 70;
  const barWidth = date ? Math.max(1, plot * width / Math.max(to - from, width) * 0.8) : undefined;
  const value = {
    type: 'value', axisLabel: {color: look.soft, formatter: each => tick(each, first)}, splitLine: {lineStyle: {color: look.line}},
    minInterval: first.format === 'count' ? 1 : 0,
  };
  const place = {
    type: date ? 'time' : 'category', data: date ? undefined : times.map(label), min: date ? from : undefined, max: date ? to : undefined,
    splitNumber: Math.max(2, Math.floor(plot / 100)),
    axisLabel: {color: look.soft, hideOverlap: true, formatter: date ? each => clock(each, to - from) : undefined},
    axisLine: {lineStyle: {color: look.line}}, splitLine: {show: false},
  };
  return {
    grid: {left: 8, right, top: 14, bottom: legend && narrow ? 34 : 6, containLabel: true},
    legend: legend ? {
      type: 'scroll', orient: narrow ? 'horizontal' : 'vertical', right: narrow ? undefined : 4, top: narrow ? undefined : 8,
      bottom: narrow ? 0 : undefined, itemWidth: 12, itemHeight: 8, icon: 'roundRect',
      textStyle: {color: look.text, fontSize: 12, ...(longest > names ? {width: names, overflow: 'truncate'} : {})}, pageTextStyle: {color: look.soft},
      tooltip: {show: true},
    } : undefined,
    xAxis: horizontal ? value : place,
    yAxis: horizontal ? place : value,
    tooltip: {
      trigger: 'axis', axisPointer: {type: bars ? 'shadow' : 'line'},
      formatter: points => [date ? moment(xs[points[0].dataIndex]) : points[0].axisValueLabel,
        ...points.filter(each => raw(each, date, horizontal) !== null)
          .map(each => `${each.seriesName}  ${format(raw(each, date, horizontal), all[each.seriesIndex].column)}`)].join('\n'),
    },
    series: all.map(each => ({
      name: each.name,
      color: each.name === t('(unknown)') ? UNKNOWN_COLOUR : OUTCOMES[each.name],
      type: bars ? 'bar' : 'line',
      stack: stacked ? 'all' : undefined,
      areaStyle: panel.shape.startsWith('area') ? {opacity: 0.5} : undefined,
      barWidth: bars && date && (stacked || all.length === 1) ? barWidth : undefined,
      barMaxWidth: 60,
      lineStyle: {width: 1.6},
      connectNulls: false,
      symbol: 'circle',
      // A point that stands alone would not be seen as a line.
      symbolSize: (_, point) => alone(each, xs, times, width, point.dataIndex) ? 5 : 0,
      data: times.map((time, at) => {
        const y = each.of.get(xs[at]) ?? null;
        // A bar stands over its bucket, which begins at its time.
        return date ? [bars ? time + width / 2 : time, y] : y;
      }),
    })).map(each => bars || !date ? each : gaps(each, width)),
  };
}

const raw = (point, date, horizontal) => date && !horizontal ? point.value[1] : point.value;

function alone(each, xs, times, width, at) {
  const there = i => i >= 0 && i < xs.length && Math.abs(times[i] - times[at]) < width * 1.5 && (each.of.get(xs[i]) ?? null) !== null;
  return !there(at - 1) && !there(at + 1);
}

// Where nothing was measured, the line ends: ECharts would draw on to the next point.
function gaps(each, width) {
  const data = [];
  each.data.forEach((point, at) => {
    const before = each.data[at - 1];
    if (before && point[0] - before[0] > width * 1.5) data.push([before[0] + width, null]);
    data.push(point);
  });
  return {...each, data, symbolSize: (value, point) => {
    const there = i => data[i] !== undefined && data[i][1] !== null;
    return !there(point.dataIndex - 1) && !there(point.dataIndex + 1) ? 5 : 0;
  }};
}

function heatmap(panel, answer, look) {
  const [x, y, value] = ['x', 'y', 'value'].map(role => index(panel, role));
  const xs = [...new Set(answer.rows.map(row => row[x]))].sort();
  const ys = [...new Set(answer.rows.map(row => row[y]))].sort();
  const span = new Date(answer.to) - new Date(answer.from);
  const most = Math.max(1, ...answer.rows.map(row => row[value] ?? 0));
  const dark = document.documentElement.dataset.theme === 'dark';
  return {
    grid: {left: 8, right: 16, top: 10, bottom: 44, containLabel: true},
    xAxis: {type: 'category', data: xs, axisLabel: {color: look.soft, formatter: each => clock(each, span)}, axisLine: {lineStyle: {color: look.line}}},
    yAxis: {type: 'category', data: ys, axisLabel: {color: look.soft}, axisLine: {lineStyle: {color: look.line}}},
    visualMap: {
      min: 0, max: most, calculable: false, orient: 'horizontal', left: 'center', bottom: 0, itemHeight: 90, itemWidth: 10,
      text: [format(most, panel.columns[value]), '0'], textStyle: {color: look.soft}, inRange: {color: HEAT[dark ? 'dark' : 'light']},
    },
    tooltip: {formatter: point => `${moment(xs[point.value[0]])}\n${ys[point.value[1]]}  ${format(point.value[2], panel.columns[value])}`},
    // A cell without requests stays empty.
    series: [{type: 'heatmap', data: answer.rows.filter(row => row[value]).map(row => [xs.indexOf(row[x]), ys.indexOf(row[y]), row[value]])}],
  };
}

function pie(panel, answer, look) {
  const value = index(panel, 'value');
  const names = panel.columns.map((each, at) => each.role === 'series' ? at : -1).filter(at => at >= 0);
  return {
    legend: {type: 'scroll', orient: 'vertical', right: 4, top: 8, textStyle: {color: look.text}},
    tooltip: {formatter: point => `${point.name}  ${format(point.value, panel.columns[value])} (${point.percent} %)`},
    series: [{
      type: 'pie', radius: ['45%', '75%'], center: ['40%', '50%'], label: {color: look.text, formatter: '{d} %'},
      data: answer.rows.map(row => ({name: names.map(at => label(row[at])).join(' · '), value: row[value]})),
    }],
  };
}

function gauge(panel, answer, look) {
  const of = role => {
    const at = index(panel, role);
    return at < 0 ? null : answer.rows[0]?.[at] ?? null;
  };
  const value = column(panel, 'value');
  return {
    series: [{
      type: 'gauge', min: of('minimum') ?? 0, max: of('maximum') ?? (value.format === 'percent' ? 1 : undefined),
      progress: {show: true}, axisLabel: {color: look.soft, formatter: each => tick(each, value)},
      detail: {color: look.text, fontSize: 18, formatter: each => format(each, value)}, data: [{value: of('value')}],
    }],
  };
}

// From where the pointer goes down to where it comes up is the next time range.
function drag(chart, host, zoom) {
  let start = null;
  const at = event => chart.convertFromPixel({xAxisIndex: 0}, event.offsetX);
  chart.getZr().on('mousedown', event => {
    start = chart.containPixel('grid', [event.offsetX, event.offsetY]) ? {x: event.offsetX, time: at(event)} : null;
  });
  chart.getZr().on('mousemove', () => host.style.setProperty('cursor', start ? 'ew-resize' : 'crosshair'));
  chart.getZr().on('mouseup', event => {
    if (start && Math.abs(event.offsetX - start.x) > 8) {
      const [from, to] = [start.time, at(event)].sort((one, other) => one - other);
      zoom(new Date(from).toISOString(), new Date(to).toISOString());
    }
    start = null;
  });
}
