import { noColumn, restError } from './errors.mjs';
import { TABLES } from './schema.mjs';
import { toColumn } from './values.mjs';

const COMPARE = { eq: '=', neq: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' };
const NOT_FILTERS = new Set(['select', 'order', 'limit', 'offset', 'columns', 'on_conflict']);

/** The query's filters as SQL: `{ sql: ['"stage" = ?'], values: ['won'] }`. @param {string} table @param {URLSearchParams} query */
export function filtersOf(table, query) {
  const found = { sql: [], values: [] };
  for (const [name, value] of query) {
    if (NOT_FILTERS.has(name)) continue;
    const one = name === 'or' || name === 'and' ? groupOf(table, name, value) : conditionOf(table, name, value);
    found.sql.push(one.sql);
    found.values.push(...one.values);
  }
  return found;
}

/** `(stage.eq.won,amount.gt.5)`. */
function groupOf(table, join, value) {
  if (!/^\(.*\)$/.test(value)) throw parse(value);
  const parts = splitOutside(value.slice(1, -1)).map((part) => {
    const dot = part.indexOf('.');
    return conditionOf(table, part.slice(0, dot), part.slice(dot + 1));
  });
  return {
    sql: `(${parts.map(({ sql }) => sql).join(join === 'or' ? ' OR ' : ' AND ')})`,
    values: parts.flatMap(({ values }) => values),
  };
}

function conditionOf(table, name, value) {
  const column = TABLES[table][name];
  if (!column) throw noColumn(table, name);
  const [, not, operator, operand] = /^(not\.)?([a-z]+)\.(.*)$/s.exec(value) ?? [];
  const plain = conditionFor(column, `"${name}"`, operator, operand);
  if (!plain) throw parse(value);
  return not ? { sql: `NOT (${plain.sql})`, values: plain.values } : plain;
}

function conditionFor(column, name, operator, operand) {
  if (COMPARE[operator]) return { sql: `${name} ${COMPARE[operator]} ?`, values: [toColumn(column, operand)] };
  if (operator === 'is') {
    const tests = { null: 'IS NULL', not_null: 'IS NOT NULL', true: '= 1', false: '= 0' };
    return tests[operand] && { sql: `${name} ${tests[operand]}`, values: [] };
  }
  if (operator === 'in') {
    if (!/^\(.*\)$/s.test(operand)) return undefined;
    const list = splitOutside(operand.slice(1, -1)).map((one) => toColumn(column, one));
    return { sql: `${name} IN (${list.map(() => '?').join(', ')})`, values: list };
  }
  if (operator === 'like' || operator === 'ilike') {
    // SQLite's LIKE knows no case; GLOB does, with other wildcards.
    const pattern = operand.replaceAll('*', '%');
    return operator === 'ilike'
      ? { sql: `${name} LIKE ?`, values: [pattern] }
      : { sql: `${name} GLOB ?`, values: [pattern.replaceAll('%', '*')] };
  }
  return undefined;
}

/** Splits at commas that stand in no quotes and no brackets, and takes the quotes off. */
function splitOutside(text) {
  const parts = [''];
  let quoted = false;
  let depth = 0;
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    else if (char === ',' && !quoted && depth === 0) parts.push('');
    else {
      if (char === '(' && !quoted) depth += 1;
      if (char === ')' && !quoted) depth -= 1;
      parts[parts.length - 1] += char;
    }
  }
  return parts;
}

const parse = (value) =>
  restError(400, 'PGRST100', `"failed to parse filter (${value})" (line 1, column 1)`, {
    details: 'unexpected end of input expecting operator',
  });

/** `order=updated_at.desc.nullslast,id` as SQL. */
export function orderOf(table, query) {
  const asked = query.get('order');
  if (!asked) return '';
  const terms = asked.split(',').map((term) => {
    const [name, ...how] = term.split('.');
    if (!TABLES[table][name]) throw noColumn(table, name);
    if (how.some((one) => !['asc', 'desc', 'nullsfirst', 'nullslast'].includes(one))) throw parse(term);
    const direction = how.includes('desc') ? 'DESC' : 'ASC';
    // PostgreSQL puts nulls last going up and first going down; SQLite the other way round.
    const nulls = how.includes('nullsfirst') || (direction === 'DESC' && !how.includes('nullslast')) ? 'FIRST' : 'LAST';
    return `"${name}" ${direction} NULLS ${nulls}`;
  });
  return `ORDER BY ${terms.join(', ')}`;
}

/**
 * What `select` asks for: columns, and rows that a foreign key leads to (`company:companies(name)`).
 * @returns {readonly ({ as: string, column: string } | { as: string, table: string, via: string, select: readonly object[] })[]}
 */
export function selectOf(table, asked) {
  const columns = Object.keys(TABLES[table]);
  const wanted = asked === null || asked === '' ? '*' : asked;
  return splitOutside(wanted).flatMap((part) => {
    if (part === '*') return columns.map((column) => ({ as: column, column }));
    const [, alias, name, inner] = /^(?:([\w-]+):)?(\w+)(?:\((.*)\))?$/s.exec(part.trim()) ?? [];
    if (!name) throw parse(part);
    if (inner !== undefined) {
      const via = columns.find((column) => TABLES[table][column].references === name);
      if (!via)
        throw restError(
          400,
          'PGRST200',
          `Could not find a relationship between '${table}' and '${name}' in the schema cache`,
          {
            details: `Searched for a foreign key relationship between '${table}' and '${name}' in the schema 'public', but no matches were found.`,
          },
        );
      return [{ as: alias ?? name, table: name, via, select: selectOf(name, inner) }];
    }
    if (!columns.includes(name)) throw noColumn(table, name);
    return [{ as: alias ?? name, column: name }];
  });
}
