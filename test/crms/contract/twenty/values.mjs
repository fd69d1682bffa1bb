import { inspect } from 'node:util';
import { OBJECTS, PARTS, columnOf } from './fields.mjs';

/** A request Twenty finds fault with; REST and GraphQL say it each in their own way. */
export const fault = (message, status = 400) => Object.assign(new Error(message), { twenty: true, status });

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** @param {unknown} value */
export function assertUuid(value) {
  if (typeof value !== 'string' || !UUID.test(value)) throw fault(`Value "${String(value)}" is not a valid UUID`);
}

/** A write's fields as columns. @param {ReturnType<typeof import('../kit/database.mjs').openDatabase>} db @param {string} object @param {Record<string, unknown>} data */
export function columnsFor(db, object, data) {
  const { fields, singular } = OBJECTS[object];
  const columns = {};
  for (const [name, value] of Object.entries(data)) {
    const field = fields[name];
    if (!field || field.type === 'RELATION' || field.readOnly)
      throw fault(`Object ${singular} doesn't have any "${name}" field.`);
    if (value === null && field.required) throw fault(`Field ${name} is not nullable and has no default value.`);
    Object.assign(columns, columnsOfValue(db, name, field, value));
  }
  return columns;
}

function columnsOfValue(db, name, field, value) {
  const parts = PARTS[field.type];
  if (parts) return partsOf(name, field, parts, value);
  const wrong = (kind) => fault(`Invalid ${kind} value ${inspect(value)} for field "${name}"`);
  switch (field.type) {
    case 'TEXT':
      if (value !== null && typeof value !== 'string') throw wrong('string');
      return { [name]: value ?? '' };
    case 'NUMBER':
    case 'POSITION':
      if (value !== null && typeof value !== 'number') throw wrong('number');
      return { [name]: value };
    case 'DATE_TIME':
      if (value !== null && (typeof value !== 'string' || Number.isNaN(Date.parse(value)))) throw wrong('date');
      return { [name]: value === null ? null : new Date(value).toISOString() };
    case 'SELECT':
      if (value !== null && !field.options.some((option) => option.value === value))
        throw fault(`Invalid value ${inspect(value)} for field "${name}"`);
      return { [name]: value };
    case 'UUID':
      if (value !== null) assertUuid(value);
      if (value !== null && field.object && !db.get(`SELECT id FROM ${field.object} WHERE id = ?`, [value]))
        throw fault(`insert or update on table "opportunity" violates foreign key constraint on "${name}"`);
      return { [name]: value };
    default:
      return { [name]: JSON.stringify(value) };
  }
}

function partsOf(name, { type }, parts, value) {
  if (value === null) return Object.fromEntries(Object.keys(parts).map((part) => [columnOf(name, part), null]));
  if (typeof value !== 'object' || Array.isArray(value))
    throw fault(`Invalid object value ${inspect(value)} for field "${name}"`);
  const columns = {};
  for (const [part, one] of Object.entries(value)) {
    if (!parts[part]) throw fault(`Invalid subfield ${part} for ${type.toLowerCase()} field "${name}"`);
    const number = parts[part] === 'number';
    if (one !== null && number && (one === '' || Number.isNaN(Number(one))))
      throw fault(`Invalid number value ${inspect(one)} for field "${name}.${part}"`);
    if (one !== null && !number && typeof one !== 'string')
      throw fault(`Invalid string value ${inspect(one)} for text field "${name}.${part}"`);
    columns[columnOf(name, part)] = one === null ? null : number ? Math.round(Number(one)) : one;
  }
  return columns;
}

/** A row as it goes out; the records its keys lead to when `depth` asks for them. */
export function recordOf(db, object, row, depth = 0) {
  const entries = Object.entries(OBJECTS[object].fields).flatMap(([name, { type, object: target }]) => {
    if (type === 'RELATION') return depth === 0 ? [] : [[name, related(db, target, row[`${name}Id`])]];
    if (type === 'RAW_JSON') return [[name, JSON.parse(row[name])]];
    if (!PARTS[type]) return [[name, row[name]]];
    return [[name, Object.fromEntries(Object.keys(PARTS[type]).map((part) => [part, row[columnOf(name, part)]]))]];
  });
  return Object.fromEntries(entries);
}

function related(db, object, id) {
  const row = id === null ? undefined : db.get(`SELECT * FROM ${object} WHERE id = ?`, [id]);
  return row ? recordOf(db, object, row) : null;
}
