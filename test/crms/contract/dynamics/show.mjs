import { badUrl } from './errors.mjs';
import { ENTITIES } from './entities.mjs';
import { attributeAt, parentAt, propertyOf } from './names.mjs';
import { parseExpand } from './odata-parse.mjs';
import { columnOf, compileFilter, orderSql } from './odata-run.mjs';
import { quoted } from '../kit/database.mjs';

const FORMATTED = '@OData.Community.Display.V1.FormattedValue';

/** @param {{ versionnumber: number }} row */
export const etagOf = (row) => `W/"${row.versionnumber ?? 1}"`;

/** @param {string | null} text of `$select` @returns {string[] | undefined} the properties asked for, all when undefined */
export function selectOf(entity, text) {
  if (!text) return undefined;
  const names = text.split(',').map((name) => name.trim());
  for (const name of names) columnOf(entity, name);
  return names;
}

/**
 * One row as the Web API sends it.
 * @param {object} how `select`, `expand` (parsed), `annotations`, `denied`, `now`
 */
export function shown(db, entity, row, how) {
  const { attributes, key } = ENTITIES[entity];
  const all = Object.entries(attributes).map(([name, attribute]) => propertyOf(name, attribute));
  const record = { '@odata.etag': etagOf(row) };
  for (const property of new Set([...(how.select ?? all), key])) {
    const [name, attribute] = attributeAt(entity, property);
    // A column the user may not see reads as blank, and nothing says so.
    const value = how.denied(entity, 'read', name) ? null : (row[property] ?? null);
    record[property] = attribute.type === 'Boolean' && value !== null ? value === 1 : value;
    if (how.annotations && value !== null) Object.assign(record, annotationsOf(db, property, attribute, row));
  }
  for (const one of how.expand ?? []) record[one.name] = expanded(db, entity, row, one, how);
  return record;
}

function annotationsOf(db, property, attribute, row) {
  const value = row[property];
  if (attribute.type === 'Lookup') return lookupAnnotations(db, property, attribute, value);
  const formatted = format(db, attribute, value, row);
  return formatted === undefined ? {} : { [property + FORMATTED]: formatted };
}

function lookupAnnotations(db, property, { targets }, id) {
  for (const [navigation, target] of Object.entries(targets)) {
    const { key, name } = ENTITIES[target];
    const found = db.get(`SELECT ${quoted(name)} AS name FROM ${quoted(target)} WHERE ${quoted(key)} = ?`, [id]);
    if (!found) continue;
    return {
      [property + FORMATTED]: found.name,
      [`${property}@Microsoft.Dynamics.CRM.lookuplogicalname`]: target,
      [`${property}@Microsoft.Dynamics.CRM.associatednavigationproperty`]: navigation,
    };
  }
  return {};
}

function format(db, { type, options }, value, { _transactioncurrencyid_value: currency }) {
  if (options) return options[value];
  if (type === 'Money') {
    const sql =
      'SELECT currencysymbol AS symbol, currencyprecision AS digits FROM transactioncurrency WHERE transactioncurrencyid = ?';
    const { symbol = '', digits = 2 } = db.get(sql, [currency]) ?? {};
    return symbol + value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  }
  if (type === 'Integer' || type === 'Decimal' || type === 'BigInt') return value.toLocaleString('en-US');
  if (type === 'DateOnly') return new Date(value).toLocaleDateString('en-US', { timeZone: 'UTC' });
  if (type === 'DateTime') {
    return new Date(value).toLocaleString('en-US', { timeZone: 'UTC', dateStyle: 'short', timeStyle: 'short' });
  }
  return undefined;
}

function expanded(db, entity, row, { name, options }, how) {
  const parent = parentAt(entity, name);
  const [target, lookup] = parent ? [parent.target] : (ENTITIES[entity].collections?.[name] ?? []);
  if (!target) throw badUrl(`Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.${entity}'.`);
  const inner = {
    ...how,
    select: selectOf(target, options.get('$select') ?? null),
    expand: options.has('$expand') ? parseExpand(options.get('$expand')) : undefined,
  };
  const { key } = ENTITIES[target];
  if (parent) {
    const found = db.get(`SELECT * FROM ${quoted(target)} WHERE ${quoted(key)} = ?`, [
      row[`_${parent.attribute}_value`],
    ]);
    return found ? shown(db, target, found, inner) : null;
  }
  const filter = options.has('$filter')
    ? compileFilter(target, options.get('$filter'), how.now)
    : { sql: '1', values: [] };
  const order = orderSql(target, key, options.get('$orderby'));
  const sql = `SELECT * FROM ${quoted(target)} WHERE ${quoted(`_${lookup}_value`)} = ? AND ${filter.sql} ORDER BY ${order} LIMIT ?`;
  const rows = db.all(sql, [row[ENTITIES[entity].key], ...filter.values, Number(options.get('$top') ?? -1)]);
  return rows.map((one) => shown(db, target, one, inner));
}
