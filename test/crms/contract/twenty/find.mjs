import { OBJECTS, PARTS, columnOf } from './fields.mjs';
import { fault } from './values.mjs';

const COMPARE = { eq: '=', neq: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' };
const COMPARATORS = [...Object.keys(COMPARE), 'in', 'is', 'like', 'ilike', 'startsWith', 'endsWith', 'containsAny'];
/** A page holds no more, whatever is asked. */
const MOST = 200;

/** @param {string} object @param {readonly string[]} path `['amount', 'amountMicros']` */
function columnAt(object, [name, part]) {
  const field = OBJECTS[object].fields[name];
  if (!field || field.type === 'RELATION')
    throw fault(`Object ${OBJECTS[object].singular} doesn't have any "${name}" field.`);
  const parts = PARTS[field.type];
  if (!parts) return { column: name, field };
  if (!parts[part]) throw fault(`Sub field "${part}" not found for field "${name}"`);
  return { column: columnOf(name, part), field: { type: parts[part] } };
}

/** A filter in GraphQL's form as SQL. @param {string} object @param {Record<string, unknown>} filter @returns {{ sql: string, values: unknown[] }} */
export function whereOf(object, filter) {
  const parts = Object.entries(filter ?? {}).map(([name, value]) => {
    if (name === 'and' || name === 'or')
      return joined(
        value.map((one) => whereOf(object, one)),
        name,
      );
    if (name === 'not') {
      const { sql, values } = whereOf(object, value);
      return { sql: `NOT (${sql})`, values };
    }
    return fieldTest(object, [name], value);
  });
  return joined(parts, 'and');
}

const joined = (parts, word) => ({
  sql: parts.length === 0 ? '1' : `(${parts.map(({ sql }) => sql).join(word === 'or' ? ' OR ' : ' AND ')})`,
  values: parts.flatMap(({ values }) => values),
});

function fieldTest(object, path, test) {
  return joined(
    Object.entries(test).map(([key, value]) => {
      if (!COMPARATORS.includes(key)) return fieldTest(object, [...path, key], value);
      const { column, field } = columnAt(object, path);
      if (field.type === 'SELECT') knownOption(path[0], field, key, value);
      return condition(`"${column}"`, key, field.type === 'DATE_TIME' ? dated(value) : value);
    }),
    'and',
  );
}

/** Times are compared as times, however they are written. */
const dated = (value) =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? new Date(value).toISOString() : value;

function knownOption(name, { options }, key, value) {
  const all = key === 'in' ? value : key === 'eq' || key === 'neq' ? [value] : [];
  const odd = all.find((one) => !options.some((option) => option.value === one));
  if (odd !== undefined)
    throw fault(
      `'filter' enum value '${odd}' not available in '${name}' enum. Available enum values are ['${options.map((one) => one.value).join("', '")}']`,
    );
}

function condition(column, key, value) {
  if (COMPARE[key]) return { sql: `${column} ${COMPARE[key]} ?`, values: [value] };
  if (key === 'in') return { sql: `${column} IN (${value.map(() => '?').join(', ')})`, values: value };
  if (key === 'is') return { sql: value === 'NULL' ? `${column} IS NULL` : `${column} IS NOT NULL`, values: [] };
  if (key === 'startsWith') return { sql: `${column} LIKE ?`, values: [`${value}%`] };
  if (key === 'endsWith') return { sql: `${column} LIKE ?`, values: [`%${value}`] };
  return { sql: `${column} LIKE ?`, values: [value] };
}

const DIRECTIONS = {
  AscNullsFirst: 'ASC NULLS FIRST',
  AscNullsLast: 'ASC NULLS LAST',
  DescNullsFirst: 'DESC NULLS FIRST',
  DescNullsLast: 'DESC NULLS LAST',
};

/**
 * One page by cursor.
 * @param {ReturnType<typeof import('../kit/database.mjs').openDatabase>} db
 * @param {{ object: string, filter?: object, orderBy?: readonly Record<string, string>[], first?: number, after?: string }} asked
 */
export function findMany(db, { object, filter, orderBy = [], first = 60, after }) {
  const { sql, values } = whereOf(object, filter);
  const order = [
    ...orderBy.flatMap((one) => Object.entries(one)).map(([name, direction]) => orderTerm(object, name, direction)),
    '"id" ASC',
  ];
  const where = `WHERE "deletedAt" IS NULL AND ${sql}`;
  const ids = db.all(`SELECT id FROM ${object} ${where} ORDER BY ${order.join(', ')}`, values).map(({ id }) => id);
  const start = after === undefined ? 0 : ids.indexOf(idOfCursor(after)) + 1;
  if (after !== undefined && start === 0) throw fault('Invalid cursor');
  const page = ids.slice(start, start + Math.min(first, MOST));
  const rows = page.map((id) => db.get(`SELECT * FROM ${object} WHERE id = ?`, [id]));
  const cursor = (id) => (id === undefined ? null : Buffer.from(JSON.stringify({ id })).toString('base64'));
  return {
    rows,
    totalCount: ids.length,
    cursorOf: ({ id }) => cursor(id),
    pageInfo: {
      startCursor: cursor(page[0]),
      endCursor: cursor(page.at(-1)),
      hasNextPage: start + page.length < ids.length,
      hasPreviousPage: start > 0,
    },
  };
}

function orderTerm(object, name, direction) {
  if (!DIRECTIONS[direction])
    throw fault(
      `'order_by' direction '${direction}' invalid. Allowed values are '${Object.keys(DIRECTIONS).join("', '")}'. eg: ?order_by=field_1[AscNullsFirst],field_2[DescNullsLast],field_3`,
    );
  return `"${columnAt(object, name.split('.')).column}" ${DIRECTIONS[direction]}`;
}

function idOfCursor(cursor) {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64').toString()).id;
  } catch {
    throw fault(`Invalid cursor: ${cursor}`);
  }
}

/** REST's filter, `or(stage[eq]:WON,amount.amountMicros[gte]:5)`, in GraphQL's form. @param {string} text */
export function parseFilter(text) {
  const group = /^(and|or|not)\((.*)\)$/s.exec(text);
  if (group) {
    const inner = splitOutside(group[2]).map((part) => parseFilter(part));
    return group[1] === 'not' ? { not: inner[0] } : { [group[1]]: inner };
  }
  const parts = splitOutside(text);
  return parts.length > 1 ? { and: parts.map((part) => parseFilter(part)) } : parseTest(text);
}

function parseTest(text) {
  const [, path, comparator, value] = /^(.+)\[(.+?)\]:(.+)$/s.exec(text) ?? [];
  if (!path) throw fault(`'filter' invalid for '${text}'. eg: price[gte]:10`);
  if (!COMPARATORS.includes(comparator))
    throw fault(`'filter' invalid for '${text}', comparator ${comparator} not in ${COMPARATORS.join(', ')}`);
  return path
    .split('.')
    .reduceRight((inner, name) => ({ [name]: inner }), { [comparator]: parseValue(comparator, value) });
}

function parseValue(comparator, value) {
  if (comparator === 'in')
    return splitOutside(value.replaceAll(/^\[|\]$/g, '')).map((one) => parseValue('eq', one.trim()));
  if (/^(".*"|'.*')$/s.test(value)) return value.slice(1, -1);
  return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}

/** Splits at commas outside of quotes and brackets. */
function splitOutside(text) {
  const parts = [''];
  let depth = 0;
  let quote = '';
  for (const char of text) {
    if (quote === '' && (char === '"' || char === "'")) quote = char;
    else if (char === quote) quote = '';
    if (quote === '' && (char === '(' || char === '[')) depth += 1;
    if (quote === '' && (char === ')' || char === ']')) depth -= 1;
    if (char === ',' && depth === 0 && quote === '') parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts;
}
