// The text a Salesforce server sends beside each raw value ("displayValue").
import { locale, pattern } from './locale.js';
import { currency } from './settings.js';

const twoDigits = (value) => String(value).padStart(2, '0');

const fill = (template, parts) => template.replace(/yyyy|MM|dd|HH|mm|M|d|H|h|a/g, (token) => parts[token]);

export function formatDate(iso) {
  const [year, month, day] = iso.split('-').map(Number);
  return fill(pattern.date, { yyyy: year, MM: twoDigits(month), dd: twoDigits(day), M: month, d: day });
}

export function formatDateTime(instant) {
  const hours = instant.getHours();
  const parts = {
    HH: twoDigits(hours),
    H: hours,
    h: hours % 12 || 12,
    mm: twoDigits(instant.getMinutes()),
    a: hours < 12 ? 'AM' : 'PM',
  };
  const date = `${instant.getFullYear()}-${instant.getMonth() + 1}-${instant.getDate()}`;
  return `${formatDate(date)}${pattern.between}${fill(pattern.time, parts)}`;
}

export function formatMoney(value) {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(value);
}

export function formatPercent(value) {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(value / 100);
}
