import { quoted } from '../kit/database.mjs';
import { raise } from './errors.mjs';
import { MODELS, isColumn, nameFieldOf } from './models.mjs';

const JOINS = { '&': 'AND', '|': 'OR' };
const NUMBERS = new Set(['integer', 'float', 'monetary']);
const SIGNS = new Set(['=', '!=', '<', '<=', '>', '>=']);
const LIKES = { like: '%?%', ilike: '%?%', 'not like': '%?%', 'not ilike': '%?%', '=like': '?', '=ilike': '?' };

/**
 * Turns a search domain (prefix notation, `&` where nothing is said) into SQL.
 * @param {object} env who asks; fields that the user may not see are refused
 * @param {string} model @param {unknown} domain
 * @returns {{ sql: string, values: unknown[] }}
 */
export function compileDomain(env, model, domain) {
  if (!Array.isArray(domain)) throw raise('ValueError', `Domain ${JSON.stringify(domain)} is not a list`);
  const values = [];
  const rest = [...domain];
  const parts = [];
  while (rest.length > 0) parts.push(term(env, model, rest, values));
  return { sql: parts.length === 0 ? '1' : parts.join(' AND '), values };
}

function term(env, model, rest, values) {
  const next = rest.shift();
  if (next === undefined) throw raise('ValueError', 'Domain is not well formed: an operand is missing');
  if (next === '!') return `NOT coalesce(${term(env, model, rest, values)}, 0)`;
  if (JOINS[next]) return `(${term(env, model, rest, values)} ${JOINS[next]} ${term(env, model, rest, values)})`;
  if (!Array.isArray(next) || next.length !== 3 || typeof next[0] !== 'string') {
    throw raise('ValueError', `Invalid leaf ${JSON.stringify(next)}`);
  }
  const [path, operator, value] = next;
  return leaf(env, model, path, String(operator), value, values);
}

function leaf(env, model, path, operator, value, values) {
  const [name, ...deeper] = path.split('.');
  const field = MODELS[model].fields[name];
  if (!field) {
    throw raise(
      'ValueError',
      `Invalid field ${model}.${name} in leaf (${JSON.stringify(path)}, ${JSON.stringify(operator)}, ${JSON.stringify(value)})`,
    );
  }
  env.checkField(model, name, 'read');
  if (deeper.length > 0) return through(env, model, name, field, [deeper.join('.'), operator, value], values);
  if (field.type === 'one2many') return through(env, model, name, field, ['id', operator, value], values);
  if (!isColumn(field) && name !== 'display_name') {
    throw raise('ValueError', `Non-stored field ${model}.${name} cannot be searched.`);
  }
  const column = quoted(name === 'display_name' ? nameFieldOf(model) : name);
  // A many2one is searched by its record's name when it is compared as a text.
  if (field.type === 'many2one' && operator in LIKES) {
    return through(env, model, name, field, [nameFieldOf(field.relation), operator, value], values);
  }
  return compare(column, field, operator, value, values);
}

function through(env, model, name, { type, relation, relation_field: inverse }, [path, operator, value], values) {
  const inner = leaf(env, relation, path, operator, value, values);
  if (type === 'one2many') {
    return `"id" IN (SELECT ${quoted(inverse)} FROM ${quoted(relation)} WHERE ${inner})`;
  }
  if (type !== 'many2one') throw raise('ValueError', `Invalid field ${model}.${name} in leaf`);
  return `${quoted(name)} IN (SELECT "id" FROM ${quoted(relation)} WHERE ${inner})`;
}

function compare(column, { type }, operator, value, values) {
  const isNumber = NUMBERS.has(type);
  if (operator === 'in' || operator === 'not in') return within(column, type, operator, value, values);
  if (operator in LIKES) {
    values.push(LIKES[operator].replace('?', String(value).replaceAll('\\', '\\\\')));
    const like = String.raw`${column} LIKE ? ESCAPE '\'`;
    return operator.startsWith('not') ? `(${column} IS NULL OR NOT ${like})` : like;
  }
  if (!SIGNS.has(operator)) throw raise('ValueError', `Invalid operator in leaf: ${operator}`);
  if (value === false || value === null) {
    // A blank number is nought.
    const blank = type === 'boolean' || isNumber ? `coalesce(${column}, 0) = 0` : `${column} IS NULL`;
    if (operator === '=') return blank;
    if (operator === '!=') return `NOT (${blank})`;
  }
  if (value === true && type !== 'boolean') return `${column} IS ${operator === '=' ? 'NOT ' : ''}NULL`;
  values.push(value === true ? 1 : value);
  const sign = operator === '!=' ? '<>' : operator;
  if (isNumber) return `coalesce(${column}, 0) ${sign} ?`;
  // As in Odoo, what is blank is unequal to every value.
  return operator === '!=' ? `(${column} IS NULL OR ${column} <> ?)` : `${column} ${sign} ?`;
}

function within(column, type, operator, value, values) {
  if (!Array.isArray(value))
    throw raise('ValueError', `Invalid value ${JSON.stringify(value)} for operator ${operator}`);
  // Among yes and no, and among numbers, "blank" is a value of its own: 0.
  const hasNought = type === 'boolean' || NUMBERS.has(type);
  const left = hasNought ? `coalesce(${column}, 0)` : column;
  const blank = !hasNought && value.includes(false);
  const known = value
    .filter((one) => hasNought || one !== false)
    .map((one) => (typeof one === 'boolean' ? Number(one) : one));
  values.push(...known);
  const list = `${left} IN (${known.map(() => '?').join(', ')})`;
  if (operator === 'in') return blank ? `(${column} IS NULL OR ${list})` : list;
  return blank ? `(${column} IS NOT NULL AND NOT ${list})` : `(${column} IS NULL OR NOT ${list})`;
}

/** Whether a domain speaks of archived records itself; if not, they are left out. */
export const mentionsActive = (domain) => domain.some((one) => Array.isArray(one) && one[0] === 'active');

/** @param {string} model @param {string} [order] `name desc, id` @returns {string} */
export function orderSql(model, order) {
  const parts = (order || MODELS[model].order).split(',');
  const list = parts.map((part) => {
    const found = /^\s*(\w+)(?:\s+(asc|desc))?(?:\s+nulls\s+(first|last))?\s*$/i.exec(part);
    if (!found)
      throw raise(
        'UserError',
        `Invalid "order" specified (${order}). A valid "order" specification is a comma-separated list of valid field names.`,
      );
    const field = MODELS[model].fields[found[1]];
    if (!field) throw raise('ValueError', `Invalid field '${found[1]}' on model '${model}'`);
    const direction = (found[2] ?? 'asc').toUpperCase();
    const nulls = (found[3] ?? (direction === 'ASC' ? 'LAST' : 'FIRST')).toUpperCase();
    return `${quoted(found[1] === 'display_name' ? nameFieldOf(model) : found[1])} ${direction} NULLS ${nulls}`;
  });
  return [...list, '"id"'].join(', ');
}
