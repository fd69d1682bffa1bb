import { day } from './dates.js';
import { FIELDS } from './fields.js';

const isBlank = (value) => value === undefined || value === null || String(value).trim() === '';

/** The org's validation rules: one that names a field, and one for the page. */
const RULES = [
  {
    field: 'CloseDate',
    broken: ({ CloseDate }) => CloseDate !== undefined && CloseDate < day(-365),
    message: 'The close date lies too far back.',
  },
  {
    broken: ({ StageName, Budget__c }) => StageName === 'Negotiation/Review' && Budget__c === undefined,
    message: 'Nobody negotiates without a budget.',
  },
];

/**
 * What the server refuses, as `{ name, label, message }`, without a name for the whole page. A date the input cannot read arrives
 * here as none at all.
 */
export function validate(record, changes) {
  const fields = FIELDS[record.objectApiName];
  const missing = Object.entries(changes)
    .filter(([name, value]) => fields[name].required && isBlank(value))
    .map(([name]) => ({ name, label: fields[name].label, message: 'Complete this field.' }));
  if (missing.length > 0 || record.objectApiName !== 'Opportunity') return missing;
  const next = { ...record.fields, ...stored(record, changes) };
  return RULES.filter(({ broken }) => broken(next)).map(({ field: name, message }) => ({
    name,
    label: fields[name]?.label,
    message,
  }));
}

const numeric = new Set(['currency', 'percent']);

/** What inputs hold is text; what the database keeps is a number, a text or nothing. */
export function stored(record, changes) {
  const fields = FIELDS[record.objectApiName];
  const value = (name, raw) => (isBlank(raw) ? undefined : numeric.has(fields[name].kind) ? Number(raw) : raw);
  return Object.fromEntries(Object.entries(changes).map(([name, raw]) => [name, value(name, raw)]));
}
