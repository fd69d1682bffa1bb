import { isoInstant } from '../kit/clock.mjs';
import { quoted } from '../kit/database.mjs';
import { json } from '../kit/reply.mjs';
import { deny } from './errors.mjs';
import { shown, typeOf } from './objects.mjs';
import { TYPES } from './properties.mjs';
import { instantOf } from './values.mjs';

const LIMITS = { groups: 5, filtersInGroup: 6, filters: 18, page: 200, results: 10_000, query: 3000 };

const bad = (message) => deny(400, 'VALIDATION_ERROR', message);

/** `POST /crm/v3/objects/{type}/search`. */
export const createSearch = (db) => (context) => {
  const type = typeOf(context, 'read');
  const { filterGroups = [], sorts = [], query, properties = [], limit = 10, after = 0 } = context.body ?? {};
  const start = Number(after);
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMITS.page)
    throw bad(`limit must be between 1 and ${LIMITS.page}`);
  if (!Number.isInteger(start) || start < 0) throw bad(`Invalid after: ${after}`);
  // Nothing beyond the ten-thousandth result can be reached: the client has to narrow its search.
  if (start + limit > LIMITS.results) throw bad(`The search may page through ${LIMITS.results} results at most`);
  checkSize(filterGroups, sorts, query);
  const values = [];
  const groups = filterGroups.map(
    ({ filters = [] }) => filters.map((one) => filterSql(type, one, values)).join(' AND ') || '1',
  );
  const where = groups.length > 0 ? `(${groups.join(') OR (')})` : '1';
  const words = query ? ` AND (${wordsSql(type, query, values)})` : '';
  const from = `FROM ${quoted(type)} WHERE (${where})${words}`;
  const { total } = db.get(`SELECT count(*) AS total ${from}`, values);
  const rows = db.all(`SELECT * ${from} ORDER BY ${orderSql(type, sorts)} LIMIT ? OFFSET ?`, [...values, limit, start]);
  const next = start + rows.length;
  const paging = next < total && rows.length > 0 ? { paging: { next: { after: String(next) } } } : {};
  return json(200, { total, results: rows.map((row) => shown(db, type, row, { properties })), ...paging });
};

function checkSize(groups, sorts, query) {
  if (!Array.isArray(groups)) throw bad('filterGroups must be a list');
  const sizes = groups.map(({ filters }) => filters?.length ?? 0);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  if (groups.length > LIMITS.groups || sizes.some((size) => size > LIMITS.filtersInGroup) || all > LIMITS.filters) {
    throw bad('too many filters or filter groups');
  }
  if (sorts.length > 1) throw bad('only one sort is allowed');
  if (query !== undefined && (typeof query !== 'string' || query.length > LIMITS.query)) throw bad('query is too long');
}

const SIGNS = { EQ: '=', LT: '<', LTE: '<=', GT: '>', GTE: '>=' };

function filterSql(type, { propertyName, operator, value, highValue, values: list }, values) {
  const property = TYPES[type].properties[propertyName];
  if (!property) throw bad(`There was a problem with the request: no property ${propertyName}`);
  const column = property.type === 'number' ? `CAST(${quoted(propertyName)} AS REAL)` : quoted(propertyName);
  const name = quoted(propertyName);
  const put = (sent) => void values.push(comparable(property, propertyName, sent));
  if (operator === 'HAS_PROPERTY') return `${name} IS NOT NULL`;
  if (operator === 'NOT_HAS_PROPERTY') return `${name} IS NULL`;
  if (operator === 'IN' || operator === 'NOT_IN') return listSql(property, column, name, { operator, list, put });
  put(value);
  if (SIGNS[operator]) return `${name} IS NOT NULL AND ${column} ${SIGNS[operator]} ?`;
  if (operator === 'NEQ') return `(${name} IS NULL OR ${column} <> ?)`;
  if (operator === 'BETWEEN') {
    put(highValue);
    return `${name} IS NOT NULL AND ${column} BETWEEN ? AND ?`;
  }
  if (operator === 'CONTAINS_TOKEN' || operator === 'NOT_CONTAINS_TOKEN') {
    values.push(`%${String(values.pop()).replaceAll('*', '%')}%`);
    return operator === 'CONTAINS_TOKEN' ? `${name} LIKE ?` : `(${name} IS NULL OR ${name} NOT LIKE ?)`;
  }
  throw bad(`Invalid operator: ${operator}`);
}

function listSql(property, column, name, { operator, list, put }) {
  if (!Array.isArray(list) || list.length === 0) throw bad(`values must be provided for the operator ${operator}`);
  for (const one of list) put(one);
  const slots = list.map(() => '?').join(', ');
  // Texts are compared in lower case, so that values with capitals in them find nothing: as documented.
  const left = property.type === 'string' ? `lower(${column})` : column;
  return operator === 'IN' ? `${left} IN (${slots})` : `(${name} IS NULL OR ${left} NOT IN (${slots}))`;
}

function comparable({ type }, name, sent) {
  if (sent === undefined || sent === null || typeof sent === 'object') throw bad(`value is required for ${name}`);
  const text = String(sent);
  if (type === 'number') {
    if (!Number.isFinite(Number(text))) throw bad(`${text} is not a number`);
    return Number(text);
  }
  if (type !== 'datetime' && type !== 'date') return text;
  const ms = instantOf(text);
  if (Number.isNaN(ms)) throw bad(`${text} is not a date`);
  return type === 'date' ? isoInstant(ms).slice(0, 10) : isoInstant(ms);
}

const SEARCHED = {
  deals: ['dealname', 'description'],
  contacts: ['firstname', 'lastname', 'email'],
  companies: ['name', 'domain'],
};

function wordsSql(type, query, values) {
  const names = SEARCHED[type] ?? ['hs_object_id'];
  // Each word may stand in another property: a first and a last name are two.
  const each = query.split(/\s+/).filter((word) => word !== '');
  const inAny = names.map((name) => `${quoted(name)} LIKE ?`).join(' OR ');
  for (const word of each) values.push(...names.map(() => `%${word}%`));
  return each.map(() => `(${inAny})`).join(' AND ') || '1';
}

function orderSql(type, [sort]) {
  if (!sort) return `${quoted(TYPES[type].created)}, CAST(id AS INTEGER)`;
  const { propertyName, direction = 'ASCENDING' } = typeof sort === 'string' ? { propertyName: sort } : sort;
  const property = TYPES[type].properties[propertyName];
  if (!property || !['ASCENDING', 'DESCENDING'].includes(direction))
    throw bad(`cannot sort by ${propertyName} ${direction}`);
  const column = property.type === 'number' ? `CAST(${quoted(propertyName)} AS REAL)` : quoted(propertyName);
  return `${column} ${direction === 'DESCENDING' ? 'DESC' : 'ASC'}, CAST(id AS INTEGER)`;
}
