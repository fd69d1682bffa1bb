import { FIELDS } from './fields.js';

const isBlank = (value) => value === undefined || value === null || String(value).trim() === '';

/** What the server refuses, as `{ label, message }`. A date the input cannot read arrives here as none at all. */
export function validate(record, changes) {
  const fields = FIELDS[record.objectApiName];
  return Object.entries(changes)
    .filter(([name, value]) => fields[name].required && isBlank(value))
    .map(([name]) => ({ label: fields[name].label, message: 'Complete this field.' }));
}

const numeric = new Set(['currency', 'percent']);

/** What inputs hold is text; what the database keeps is a number, a text or nothing. */
export function stored(record, changes) {
  const fields = FIELDS[record.objectApiName];
  const value = (name, raw) => (isBlank(raw) ? undefined : numeric.has(fields[name].kind) ? Number(raw) : raw);
  return Object.fromEntries(Object.entries(changes).map(([name, raw]) => [name, value(name, raw)]));
}
