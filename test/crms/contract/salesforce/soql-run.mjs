import { isoDate } from '../kit/clock.mjs';
import { quoted } from '../kit/database.mjs';
import { deny } from './errors.mjs';
import { normalId } from './ids.mjs';
import { fieldNamed, lookupOf, objectNamed, parentNamed } from './names.mjs';
import { OBJECTS } from './objects.mjs';
import { spanOf } from './spans.mjs';

const KINDS = {
  string: ['string', 'picklist', 'textarea', 'email', 'id', 'reference', 'anyType'],
  number: ['currency', 'percent', 'double', 'int'],
  boolean: ['boolean'],
  date: ['date'],
  datetime: ['datetime'],
  span: ['date', 'datetime'],
};

/**
 * Turns a parsed query into SQL over the org's tables. Unknown names, unreadable fields and values of the wrong type are refused
 * as the org does.
 * @param {object} query @param {{ now: () => number, denied: Function }} context
 */
export function compileSoql(query, context) {
  const object = objectNamed(query.from);
  if (!object || context.denied(object, 'read')) {
    throw deny(400, 'INVALID_TYPE', `sObject type '${query.from}' is not supported.`);
  }
  if (query.offset > 2000) throw deny(400, 'NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000');
  const scope = createScope(object, context);
  const columns = query.select.filter(({ path }) => path).map(({ path }) => ({ path, ...scope.column(path) }));
  const values = [];
  const where = query.where ? ` WHERE ${condition(query.where, scope, values, context)}` : '';
  const order = query.order.map((one) => orderBy(one, scope)).join(', ');
  const sql = ['FROM', quoted(object), 't0', scope.joins(), where].join(' ');
  return {
    object,
    columns,
    children: query.select.filter(({ child }) => child).map(({ child }) => child),
    count: query.select.some(({ count }) => count),
    sql,
    values,
    tail: `${order && ` ORDER BY ${order}`} LIMIT ${query.limit ?? -1} OFFSET ${query.offset}`,
  };
}

/** The tables a query reaches: its own and, by relationship, the parents' (up to five steps, as the org allows). */
function createScope(object, context) {
  const aliases = new Map([['', { alias: 't0', object }]]);
  const joins = [];
  const reach = (path) => {
    if (path.length > 5) throw deny(400, 'MALFORMED_QUERY', 'SOQL relationship may not go more than 5 levels up');
    const key = path.join('.').toLowerCase();
    const known = aliases.get(key);
    if (known) return known;
    const parent = reach(path.slice(0, -1));
    const found = parentNamed(parent.object, path.at(-1));
    if (!found) {
      throw deny(400, 'INVALID_FIELD', `Didn't understand relationship '${path.at(-1)}' in field path.`);
    }
    const [relationship, to] = found;
    const alias = `t${aliases.size}`;
    const from = `${parent.alias}.${quoted(lookupOf(parent.object, relationship))}`;
    joins.push(`LEFT JOIN ${quoted(to)} ${alias} ON ${alias}."Id" = ${from}`);
    const entry = { alias, object: to, relationship };
    aliases.set(key, entry);
    return entry;
  };
  const column = (path) => {
    const parents = path.length > 1 && path[0].toLowerCase() === object.toLowerCase() ? path.slice(1) : path;
    const table = reach(parents.slice(0, -1));
    const name = fieldNamed(table.object, parents.at(-1));
    if (!name || context.denied(table.object, 'read', name)) {
      throw deny(400, 'INVALID_FIELD', `No such column '${parents.at(-1)}' on entity '${table.object}'.`);
    }
    const via = parents.slice(0, -1).map((_, index) => reach(parents.slice(0, index + 1)));
    return { sql: `${table.alias}.${quoted(name)}`, name, field: OBJECTS[table.object].fields[name], via };
  };
  return { column, joins: () => joins.join(' ') };
}

function condition(node, scope, values, context) {
  if (node.parts)
    return `(${node.parts.map((part) => condition(part, scope, values, context)).join(` ${node.join} `)})`;
  if (node.not) return `NOT coalesce(${condition(node.not, scope, values, context)}, 0)`;
  const { sql, name, field } = scope.column(node.path);
  if (!field.filterable) throw deny(400, 'INVALID_FIELD', `field '${name}' can not be filtered in a query call`);
  if (node.query) return inQuery(sql, node, values, context);
  for (const value of node.values ?? [node.value]) checkKind(value, name, field);
  if (node.values) {
    values.push(...node.values.map((value) => plain(value, field)));
    const list = node.values.map(() => '?').join(', ');
    return node.operator === 'IN' ? `${sql} IN (${list})` : `(${sql} IS NULL OR ${sql} NOT IN (${list}))`;
  }
  return compare(sql, node, field, values, context);
}

function inQuery(sql, { operator, query }, values, context) {
  const inner = compileSoql(query, context);
  if (inner.columns.length !== 1) throw deny(400, 'MALFORMED_QUERY', 'semi join sub-selects can only select one field');
  values.push(...inner.values);
  // The inner query's table names hide the outer ones of the same name.
  return `${sql} ${operator} (SELECT ${inner.columns[0].sql} ${inner.sql})`;
}

function compare(sql, { operator, value }, field, values, context) {
  if (value.kind === 'span') {
    const [start, end] = spanOf(value, context.now()).map((ms) => (field.type === 'date' ? isoDate(ms) : ms));
    const inside = `(${sql} >= ? AND ${sql} < ?)`;
    if (operator === '=' || operator === '!=') values.push(start, end);
    else values.push(operator === '<' || operator === '>=' ? start : end);
    if (operator === '=') return inside;
    if (operator === '!=') return `(${sql} IS NULL OR NOT ${inside})`;
    return `${sql} ${operator[0] === '<' ? '<' : '>='} ?`;
  }
  values.push(plain(value, field));
  // The org counts an empty field as unequal to any value.
  if (operator === '=' || operator === '!=') return `${sql} ${operator === '=' ? 'IS' : 'IS NOT'} ?`;
  return operator === 'LIKE' ? String.raw`${sql} LIKE ? ESCAPE '\'` : `${sql} ${operator} ?`;
}

const plain = ({ kind, value }, { type }) =>
  kind === 'string' && (type === 'id' || type === 'reference') ? (normalId(value) ?? value) : value;

function checkKind({ kind }, name, { type }) {
  if (kind === 'null' || KINDS[kind].includes(type)) return;
  const quotes = KINDS.string.includes(type) ? 'should be enclosed in quotes' : 'should not be enclosed in quotes';
  throw deny(
    400,
    'INVALID_FIELD',
    `value of filter criterion for field '${name}' must be of type ${type} and ${quotes}`,
  );
}

function orderBy({ path, descending, nulls }, scope) {
  const { sql, name, field } = scope.column(path);
  if (!field.filterable) throw deny(400, 'INVALID_FIELD', `field '${name}' can not be sorted in a query call`);
  return `${sql} ${descending ? 'DESC' : 'ASC'} NULLS ${nulls === 'LAST' ? 'LAST' : 'FIRST'}`;
}
