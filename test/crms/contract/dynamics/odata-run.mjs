import { DAY, isoDate, isoSeconds } from '../kit/clock.mjs';
import { quoted } from '../kit/database.mjs';
import { badUrl } from './errors.mjs';
import { attributeAt } from './names.mjs';
import { parseFilter, splitOutside } from './odata-parse.mjs';

const SIGNS = { gt: '>', ge: '>=', lt: '<', le: '<=' };

/** Which literals may stand beside a column of the type. */
const LITERALS = {
  String: ['text'],
  Memo: ['text'],
  Lookup: ['guid'],
  Uniqueidentifier: ['guid'],
  DateOnly: ['time'],
  DateTime: ['time'],
  Boolean: ['name'],
};

/** @param {string} entity @param {string} property a column; refused when the table has none of that name */
export function columnOf(entity, property) {
  const found = attributeAt(entity, property);
  if (!found) throw badUrl(`Could not find a property named '${property}' on type 'Microsoft.Dynamics.CRM.${entity}'.`);
  return { name: found[0], attribute: found[1], sql: quoted(property) };
}

/** @param {string} entity @param {string} text of `$filter` @param {() => number} now @returns {{ sql: string, values: unknown[] }} */
export function compileFilter(entity, text, now) {
  const values = [];
  return { sql: condition(entity, parseFilter(text), values, now), values };
}

function condition(entity, node, values, now) {
  if (node.parts) return `(${node.parts.map((part) => condition(entity, part, values, now)).join(` ${node.join} `)})`;
  if (node.not) return `NOT coalesce(${condition(entity, node.not, values, now)}, 0)`;
  const { attribute, sql } = columnOf(entity, node.property);
  if (!node.literal) return crmFunction(node, sql, attribute, values, now);
  if (node.literal.kind === 'name' && node.literal.value === 'null') {
    if (node.operator !== 'eq' && node.operator !== 'ne') throw badUrl('null may be compared by eq and ne only.');
    return `${sql} IS ${node.operator === 'eq' ? '' : 'NOT '}NULL`;
  }
  values.push(literal(node, attribute));
  if (node.operator === 'eq') return `${sql} = ?`;
  // As in the real one, a blank is not unequal to anything: it is left out.
  if (node.operator === 'ne') return `${sql} <> ?`;
  if (SIGNS[node.operator]) return `${sql} ${SIGNS[node.operator]} ?`;
  return likeSql(node, sql, attribute, values);
}

function likeSql({ operator }, sql, { type }, values) {
  if (type !== 'String' && type !== 'Memo')
    throw badUrl(`No function signature for the function with name '${operator}'.`);
  const text = String(values.pop()).replaceAll(/[\\%_]/g, String.raw`\$&`);
  values.push(`${operator === 'startswith' ? '' : '%'}${text}${operator === 'endswith' ? '' : '%'}`);
  return String.raw`${sql} LIKE ? ESCAPE '\'`;
}

function literal({ literal: { kind, value }, property }, { type }) {
  const allowed = LITERALS[type] ?? ['number'];
  const fits = allowed.includes(kind) && (type !== 'Boolean' || value === 'true' || value === 'false');
  if (!fits) {
    throw badUrl(`A binary operator with incompatible types was detected: '${property}' is no Edm.${edmOf(kind)}.`);
  }
  if (type === 'Boolean') return value === 'true' ? 1 : 0;
  if (kind === 'number') return Number(value);
  if (kind === 'guid') return value.toLowerCase();
  return type === 'DateTime' ? isoSeconds(Date.parse(value)) : value.slice(0, type === 'DateOnly' ? 10 : undefined);
}

const edmOf = (kind) => ({ text: 'String', guid: 'Guid', time: 'DateTimeOffset', number: 'Int32' })[kind] ?? 'Boolean';

function crmFunction({ operator, value, values: list }, sql, { type }, values, now) {
  const today = Math.floor(now() / DAY) * DAY;
  const stamp = (ms) => (type === 'DateOnly' ? isoDate(ms) : isoSeconds(ms));
  if (operator === 'In' && Array.isArray(list)) {
    values.push(...list.map((one) => (['Picklist', 'State', 'Status', 'Integer'].includes(type) ? Number(one) : one)));
    return `${sql} IN (${list.map(() => '?').join(', ')})`;
  }
  if (operator === 'OnOrAfter' && value) {
    values.push(stamp(Date.parse(value)));
    return `${sql} >= ?`;
  }
  const date = new Date(today);
  const months = () => date.setUTCMonth(date.getUTCMonth() - Number(value));
  const starts = { LastXDays: () => today - Number(value) * DAY, LastXMonths: months };
  if (!starts[operator]) throw badUrl(`The function 'Microsoft.Dynamics.CRM.${operator}' is not known.`);
  values.push(stamp(starts[operator]()), stamp(now()));
  return `(${sql} >= ? AND ${sql} <= ?)`;
}

/** @param {string} entity @param {string} [text] of `$orderby` @returns {string} blanks first when ascending; the key makes it certain */
export function orderSql(entity, key, text) {
  const parts = text ? splitOutside(text, ',') : [];
  const list = parts.map((part) => {
    const [property, direction = 'asc'] = part.split(/\s+/);
    if (!['asc', 'desc'].includes(direction)) throw badUrl(`Syntax error in $orderby at '${direction}'.`);
    return `${columnOf(entity, property).sql} ${direction}`;
  });
  return [...list, quoted(key)].join(', ');
}
