import { isoDate } from '../kit/clock.mjs';
import { deny } from './errors.mjs';
import { idOf, normalId, objectOf } from './ids.mjs';
import { fieldNamed } from './names.mjs';
import { OBJECTS } from './objects.mjs';
import { STAGE_DEFAULTS } from './rows.mjs';

const NUMBERS = new Set(['currency', 'percent', 'double', 'int']);

const unreadable = (type, value) =>
  deny(400, 'JSON_PARSER_ERROR', `Cannot deserialize instance of ${type} from ${kindOf(value)} value ${String(value)}`);

const kindOf = (value) =>
  `VALUE_${typeof value === 'boolean' ? String(value).toUpperCase() : (typeof value).toUpperCase()}`;

/** A JSON value as its column keeps it; refused when it is not of the field's type. */
function readValue(field, value) {
  if (value === null) return null;
  if (typeof value === 'object') throw unreadable(field.type, JSON.stringify(value));
  if (NUMBERS.has(field.type)) {
    if (typeof value === 'boolean' || value === '' || !Number.isFinite(Number(value)))
      throw unreadable('double', value);
    return Number(value);
  }
  if (field.type === 'boolean') {
    if (typeof value !== 'boolean') throw unreadable('boolean', value);
    return value;
  }
  if (typeof value !== 'string') return String(value);
  if (field.type === 'date') {
    if (!/^\d{4}-\d\d-\d\d$/.test(value) || !isRealDate(value)) throw unreadable('date', value);
    return value;
  }
  if (field.type === 'datetime') {
    if (!/^\d{4}-\d\d-\d\dT/.test(value) || Number.isNaN(Date.parse(value))) throw unreadable('datetime', value);
    return Date.parse(value);
  }
  // The org keeps no empty texts: they are blank.
  return value.trim() === '' ? null : value;
}

function isRealDate(text) {
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && isoDate(ms) === text;
}

function checkValue(db, name, field, value) {
  if (value === null) {
    if (!field.nillable) throw deny(400, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${name}]`, [name]);
    return;
  }
  if (field.length && typeof value === 'string' && value.length > field.length) {
    throw deny(400, 'STRING_TOO_LONG', `${field.label}: data value too large: ${value} (max length=${field.length})`, [
      name,
    ]);
  }
  if (field.restricted && !field.values.includes(value)) {
    const message = `${field.label}: bad value for restricted picklist field: ${value}`;
    throw deny(400, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message, [name]);
  }
  if (field.type === 'reference') checkReference(db, name, field, value);
}

function checkReference(db, name, { label, to }, value) {
  const id = normalId(value);
  const object = id && objectOf(id);
  if (!object || !to.includes(object)) {
    throw deny(400, 'MALFORMED_ID', `${label}: id value of incorrect type: ${value}`, [name]);
  }
  if (!db.get(`SELECT 1 FROM "${object}" WHERE "Id" = ?`, [id])) {
    throw deny(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [name]);
  }
}

/** What a client sent, as columns; refuses unknown, read-only and hidden fields and values that do not fit. */
export function readFields(db, context, object, body, action) {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    throw deny(400, 'JSON_PARSER_ERROR', 'The HTTP entity body is required, but this request has no entity body.');
  }
  const values = {};
  const readOnly = [];
  for (const [sent, value] of Object.entries(body)) {
    if (sent === 'attributes') continue;
    const name = fieldNamed(object, sent);
    if (!name || context.faults.denied(object, 'read', name)) {
      throw deny(400, 'INVALID_FIELD', `No such column '${sent}' on sobject of type ${object}`);
    }
    const field = OBJECTS[object].fields[name];
    const may = field.updateable || (action === 'create' && isParent(field));
    if (!may || context.faults.denied(object, 'write', name)) readOnly.push(name);
    else values[name] = readValue(field, value);
  }
  if (readOnly.length > 0) {
    const message = `Unable to create/update fields: ${readOnly.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`;
    throw deny(400, 'INVALID_FIELD_FOR_INSERT_UPDATE', message, readOnly);
  }
  for (const [name, value] of Object.entries(values)) {
    const field = OBJECTS[object].fields[name];
    checkValue(db, name, field, value);
    if (field.type === 'reference' && value !== null) values[name] = normalId(value);
  }
  return values;
}

const isParent = ({ to, type }) => type === 'reference' && to[0] === 'Opportunity';

/** Refuses a new record that lacks who it links. @param {string} object @param {Record<string, unknown>} values */
export function checkNeeded(object, values) {
  const missing = (OBJECTS[object].needs ?? []).filter((name) => (values[name] ?? null) === null);
  if (missing.length > 0)
    throw deny(400, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing);
}

/** Refuses what an admin's validation rule refuses; `row` is the record as it would be. */
export function checkRules(context, object, values, row) {
  const rule = context.faults.brokenRule(object, values, row);
  if (rule) throw deny(400, 'FIELD_CUSTOM_VALIDATION_EXCEPTION', rule.message, rule.field ? [rule.field] : []);
}

/** Writes to a deal what its stage brings with it, the history rows and the time stamps; `userId` wrote it. */
export function updateRecord(db, object, old, values, { now, userId }) {
  const derived = object === 'Opportunity' ? ofStage(old, values) : ofTask(values, now);
  const next = { ...derived, ...values };
  const stamps = { LastModifiedDate: now, LastModifiedById: userId, SystemModstamp: now };
  db.update(object, { Id: old.Id }, { ...next, ...stamps });
  if (object === 'Opportunity') keepHistory(db, old, { ...old, ...next }, { now, userId });
}

function ofStage(old, { StageName: stage }) {
  const defaults = stage && stage !== old.StageName ? STAGE_DEFAULTS[stage] : undefined;
  if (!defaults) return {};
  const { probability, forecast, closed, won } = defaults;
  return { Probability: probability, ForecastCategoryName: forecast, IsClosed: closed, IsWon: won };
}

const ofTask = ({ Status: status }, now) =>
  status ? { IsClosed: status === 'Completed', CompletedDateTime: status === 'Completed' ? now : null } : {};

const IN_STAGE_HISTORY = ['StageName', 'Amount', 'CloseDate', 'Probability'];
const TRACKED = ['StageName', 'Amount', 'CloseDate', 'NextStep', 'OwnerId'];

function keepHistory(db, old, next, { now, userId }) {
  const common = { OpportunityId: old.Id, CreatedDate: now, CreatedById: userId, IsDeleted: false };
  if (IN_STAGE_HISTORY.some((name) => old[name] !== next[name])) {
    const kept = Object.fromEntries(IN_STAGE_HISTORY.map((name) => [name, next[name]]));
    const previous = { PrevAmount: old.Amount, PrevCloseDate: old.CloseDate };
    const Id = nextId(db, 'OpportunityHistory');
    db.insert('OpportunityHistory', { Id, ...common, ...kept, ...previous, SystemModstamp: now });
  }
  if (old.StageName !== next.StageName) db.update('Opportunity', { Id: old.Id }, { LastStageChangeDate: now });
  for (const name of TRACKED.filter((one) => old[one] !== next[one])) {
    const Id = nextId(db, 'OpportunityFieldHistory');
    db.insert('OpportunityFieldHistory', { Id, ...common, Field: name, OldValue: old[name], NewValue: next[name] });
  }
}

/** An id that no seeded row has: those of the org's own making begin far above. @param {string} object */
export const nextId = (db, object) =>
  idOf(object, 50_000_000 + db.get(`SELECT coalesce(max(rowid), 0) AS n FROM "${object}"`).n);
