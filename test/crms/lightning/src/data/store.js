// The org's database: it lives as long as the document, so every test that loads the page starts from the same records.
import { ACCOUNT_RECORDS } from './accounts.js';
import { OPPORTUNITIES } from './opportunities.js';
import { USERS } from './people.js';

const records = new Map([...OPPORTUNITIES, ...ACCOUNT_RECORDS].map((record) => [record.id, record]));
const watchers = new Map();

/** URLs carry ids of 15 or 18 characters; the last three are only a checksum. */
export function find(id) {
  return records.get(id) ?? [...records.values()].find((record) => record.id.slice(0, 15) === id);
}

export const allOf = (objectApiName) =>
  [...records.values()].filter((record) => record.objectApiName === objectApiName);

/** Calls `onRecord` now and after every save; returns the function that stops it. */
export function watch(id, onRecord) {
  const own = watchers.get(id) ?? new Set();
  watchers.set(id, own.add(onRecord));
  onRecord(find(id));
  return () => own.delete(onRecord);
}

export function save(id, changes) {
  const before = find(id);
  const shown = { ...before.shown };
  for (const name of Object.keys(changes)) delete shown[name];
  const fields = { ...before.fields, ...changes };
  if (fields.LastModifiedById) fields.LastModifiedById = { ...USERS.olivia, at: new Date() };
  records.set(id, { ...before, shown, fields });
  for (const onRecord of watchers.get(id) ?? []) onRecord(find(id));
}
