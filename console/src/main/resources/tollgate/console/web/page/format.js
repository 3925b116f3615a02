// Numbers as Kibana writes them by the formats of the dashboards' columns. What is not known is a dash and never a zero.
import {t, language} from './words.js';

export const UNKNOWN = '–';

const cache = new Map();
function number(value, decimals, style = 'decimal') {
  const key = `${decimals}${style}`;
  if (!cache.has(key)) {
    cache.set(key, new Intl.NumberFormat('en-US', {style, minimumFractionDigits: decimals, maximumFractionDigits: decimals}));
  }
  return cache.get(key).format(value);
}

function bytes(value) {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let unit = 0;
  while (Math.abs(value) >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return number(value, 1) + units[unit];
}

export function format(value, column) {
  if (value === null || value === undefined) return UNKNOWN;
  if (column.type === 'date') return moment(value);
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  if (typeof value !== 'number') return Array.isArray(value) ? value.join(', ') : String(value);
  switch (column.format) {
    case 'count':
    case 'tokens': return number(value, 0);
    case 'money': return number(value, 4);
    case 'milliseconds': return number(value, 0) + ' ms';
    case 'seconds': return number(value, 1) + ' s';
    case 'days': return number(value, 1) + ' d';
    case 'percent': return number(value, 2, 'percent');
    case 'bytes': return bytes(value);
    case 'decimal': return number(value, 2);
    default: return String(value);
  }
}

// Short, for axes.
export function tick(value, column) {
  if (value === null || value === undefined) return '';
  if (value === 0) return '0';
  if (column.format === 'bytes') return bytes(value);
  if (column.format === 'percent') return new Intl.NumberFormat('en-US', {style: 'percent', maximumFractionDigits: 2}).format(value);
  // Beyond a second nobody counts in milliseconds.
  const seconds = column.format === 'milliseconds' && Math.abs(value) >= 1000;
  const text = new Intl.NumberFormat('en-US', {notation: 'compact', maximumFractionDigits: 2}).format(seconds ? value / 1000 : value);
  return text + (seconds ? ' s' : {milliseconds: ' ms', seconds: ' s', days: ' d'}[column.format] ?? '');
}

export function moment(value) {
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? String(value) : new Intl.DateTimeFormat(language() === 'zh' ? 'zh-CN' : 'en-GB', {
    year: 'numeric', month: 'short', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
  }).format(date);
}

export function clock(value, spanMs) {
  const date = new Date(value);
  const midnight = date.getHours() === 0 && date.getMinutes() === 0;
  const day = spanMs > 2 * 86_400_000 ? {month: 'short', day: 'numeric'} : {};
  const hour = day.day && midnight ? {} : {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'};
  return new Intl.DateTimeFormat(language() === 'zh' ? 'zh-CN' : 'en-GB', {...day, ...hour}).format(date);
}

export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
