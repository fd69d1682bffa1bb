import { json } from '../kit/reply.mjs';
import { quoted } from '../kit/database.mjs';
import { doctypeOf, forbidden, listable } from './documents.mjs';
import { frappeError } from './errors.mjs';

const OPERATORS = {
  '=': '=',
  '!=': '<>',
  '>': '>',
  '>=': '>=',
  '<': '<',
  '<=': '<=',
  like: 'LIKE',
  'not like': 'NOT LIKE',
};

/** @param {ReturnType<typeof import('../kit/database.mjs').openDatabase>} db */
export const listHandler = (db) => (context) => {
  const doctype = doctypeOf(context);
  if (context.faults.denied(doctype, 'read')) throw forbidden(context, doctype);
  const { query } = context;
  const known = listable(doctype);
  const fields = jsonOf(query, 'fields', ['name']).flatMap((name) => (name === '*' ? known : [name]));
  for (const name of fields) if (!known.includes(name)) throw notPermitted(name);
  const { sql, values } = whereOf(jsonOf(query, 'filters', []), known);
  const start = Number(query.get('limit_start') ?? 0);
  // Nought means all of them; who says nothing gets twenty.
  const length = Number(query.get('limit') ?? query.get('limit_page_length') ?? 20);
  const page = length === 0 ? '' : `LIMIT ${length} OFFSET ${start}`;
  const columns = fields.map(quoted).join(', ');
  return json(200, {
    data: db.all(`SELECT ${columns} FROM ${quoted(doctype)} ${sql} ORDER BY ${orderOf(query, known)} ${page}`, values),
  });
};

const notPermitted = (name) => frappeError('DataError', `Field not permitted in query: ${name}`);

function jsonOf(query, name, standard) {
  const value = query.get(name);
  if (value === null) return standard;
  try {
    return JSON.parse(value);
  } catch {
    throw frappeError('ValidationError', `Invalid JSON in ${name}`);
  }
}

/** `[["status","=","Won"]]`, `[["CRM Deal","status","=","Won"]]` or `{"status": "Won", "deal_value": [">", 5]}`. */
function whereOf(filters, known) {
  const list = Array.isArray(filters)
    ? filters.map((one) => one.slice(-3))
    : Object.entries(filters).map(([name, value]) => (Array.isArray(value) ? [name, ...value] : [name, '=', value]));
  const parts = list.map(([name, operator, value]) => conditionOf(name, String(operator).toLowerCase(), value, known));
  if (parts.length === 0) return { sql: '', values: [] };
  return { sql: `WHERE ${parts.map(({ sql }) => sql).join(' AND ')}`, values: parts.flatMap(({ values }) => values) };
}

function conditionOf(name, operator, value, known) {
  if (!known.includes(name)) throw notPermitted(name);
  if (operator === 'in' || operator === 'not in') {
    const all = Array.isArray(value) ? value : String(value).split(',');
    return { sql: `${quoted(name)} ${operator.toUpperCase()} (${all.map(() => '?').join(', ')})`, values: all };
  }
  if (operator === 'is') return { sql: `coalesce(${quoted(name)}, '') ${value === 'set' ? '<>' : '='} ''`, values: [] };
  if (operator === 'between') return { sql: `${quoted(name)} BETWEEN ? AND ?`, values: value };
  if (!OPERATORS[operator])
    throw frappeError('ValidationError', `Operator must be one of ${Object.keys(OPERATORS).join(', ')}`);
  return { sql: `${quoted(name)} ${OPERATORS[operator]} ?`, values: [value] };
}

function orderOf(query, known) {
  const terms = (query.get('order_by') ?? 'modified desc').split(',').map((term) => term.trim().split(/\s+/));
  return terms
    .map(([name, direction = 'asc']) => {
      const plain = name.replaceAll('`', '').split('.').at(-1);
      if (!known.includes(plain) || !/^(asc|desc)$/i.test(direction)) throw notPermitted(name);
      return `${quoted(plain)} ${direction}`;
    })
    .join(', ');
}
