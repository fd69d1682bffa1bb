import { empty, json } from '../kit/reply.mjs';
import { pgError, restError } from './errors.mjs';
import { filtersOf, orderOf, selectOf } from './query.mjs';
import { TABLES, pgTime } from './schema.mjs';
import { fromColumn, toColumn } from './values.mjs';

/** A project's `max-rows`: more are never sent at once. */
const MOST_ROWS = 1000;
const ONE = 'application/vnd.pgrst.object+json';

/** @param {ReturnType<typeof import('../kit/database.mjs').openDatabase>} db */
export const restHandlers = (db) => ({
  read: (context) => {
    const table = tableOf(context);
    const select = selectOf(table, context.query.get('select'));
    const { sql, values } = filtersOf(table, context.query);
    const where = [...sql, ...(seen(context, table, 'read') ? [] : ['0'])];
    const clause = where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`;
    const { offset, limit } = rangeOf(context);
    const rows = db.all(
      `SELECT * FROM "${table}" ${clause} ${orderOf(table, context.query)} LIMIT ${limit} OFFSET ${offset}`,
      values,
    );
    const exact = prefers(context, 'count=exact');
    const total = exact ? Number(db.get(`SELECT count(*) AS n FROM "${table}" ${clause}`, values).n) : undefined;
    if (exact && offset > 0 && offset >= total)
      throw restError(416, 'PGRST103', 'Requested range not satisfiable', {
        details: `An offset of ${offset} was requested, but there are only ${total} rows.`,
      });
    const range = rows.length === 0 ? '*' : `${offset}-${offset + rows.length - 1}`;
    const partial = exact && rows.length < total;
    const headers = { 'content-range': `${range}/${total ?? '*'}`, 'range-unit': 'items' };
    return shaped(
      context,
      rows.map((row) => shown(db, table, row, select)),
      partial ? 206 : 200,
      headers,
    );
  },
  patch: (context) => {
    const table = tableOf(context);
    const values = checked(db, table, context);
    const { sql, values: wanted } = filtersOf(table, context.query);
    if (sql.length === 0) throw pgError('21000', 'UPDATE requires a WHERE clause');
    context.faults.beforeWrite();
    const may = seen(context, table, 'write') && seen(context, table, 'read');
    const rows = may ? db.all(`SELECT * FROM "${table}" WHERE ${sql.join(' AND ')}`, wanted) : [];
    for (const row of rows) ruled(context, table, { ...row, ...values });
    for (const { id } of rows) db.update(table, { id }, values);
    return written(
      db,
      context,
      table,
      rows.map(({ id }) => id),
      200,
    );
  },
  insert: (context) => {
    const table = tableOf(context);
    if (!seen(context, table, 'write'))
      throw pgError('42501', `new row violates row-level security policy for table "${table}"`);
    const defaults = Object.fromEntries(
      ['created_at', 'updated_at', 'date']
        .filter((name) => TABLES[table][name])
        .map((name) => [name, pgTime(context.now())]),
    );
    const row = { ...defaults, ...checked(db, table, context) };
    for (const [name, column] of Object.entries(TABLES[table]))
      if (column.notNull && !column.generated && row[name] === undefined) throw notNull(table, name);
    ruled(context, table, row);
    return written(db, context, table, [db.insert(table, row)], 201);
  },
});

function tableOf({ params }) {
  if (!Object.hasOwn(TABLES, params.table))
    throw restError(404, 'PGRST205', `Could not find the table 'public.${params.table}' in the schema cache`);
  return params.table;
}

/** Row-level security: strangers see no row, and a refusal is no error but an empty answer. */
const seen = ({ user, faults }, table, action) => user.role === 'authenticated' && !faults.denied(table, action);

const prefers = ({ headers }, what) => (headers.prefer ?? '').split(/,\s*/).includes(what);

function rangeOf({ query, headers }) {
  const [, from, to] = /^(\d+)-(\d*)$/.exec(headers.range ?? '') ?? [];
  const number = (name, standard) => {
    const value = query.get(name);
    if (value === null) return standard;
    if (!/^\d+$/.test(value))
      throw restError(400, 'PGRST100', `"failed to parse ${name} (${value})" (line 1, column 1)`);
    return Number(value);
  };
  const offset = number('offset', Number(from ?? 0));
  const most = to ? Number(to) - Number(from) + 1 : MOST_ROWS;
  if (most < 1)
    throw restError(416, 'PGRST103', 'Requested range not satisfiable', {
      details: 'The lower boundary must be lower than or equal to the upper boundary in the Range header.',
    });
  return { offset, limit: Math.min(number('limit', most), MOST_ROWS) };
}

function shaped({ headers }, rows, status, more) {
  if (!(headers.accept ?? '').includes(ONE)) return json(status, rows, more);
  if (rows.length !== 1)
    throw restError(406, 'PGRST116', 'Cannot coerce the result to a single JSON object', {
      details: `The result contains ${rows.length} rows`,
    });
  return json(status === 201 ? 201 : 200, rows[0], { ...more, 'content-type': `${ONE}; charset=utf-8` });
}

function shown(db, table, row, select) {
  const entries = select.map((one) => {
    if (one.column) return [one.as, fromColumn(TABLES[table][one.column], row[one.column])];
    const target =
      row[one.via] === null ? undefined : db.get(`SELECT * FROM "${one.table}" WHERE id = ?`, [row[one.via]]);
    return [one.as, target ? shown(db, one.table, target, one.select) : null];
  });
  return Object.fromEntries(entries);
}

const notNull = (table, name) =>
  pgError('23502', `null value in column "${name}" of relation "${table}" violates not-null constraint`, {
    details: 'Failing row contains (…).',
  });

function checked(db, table, { body }) {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw restError(400, 'PGRST102', 'Empty or invalid json');
  const entries = Object.entries(body).map(([name, value]) => {
    const column = TABLES[table][name];
    if (!column)
      throw restError(400, 'PGRST204', `Could not find the '${name}' column of '${table}' in the schema cache`);
    if (value === null && column.notNull) throw notNull(table, name);
    const kept = toColumn(column, value);
    if (kept !== null && column.references && !db.get(`SELECT id FROM "${column.references}" WHERE id = ?`, [kept]))
      throw pgError(
        '23503',
        `insert or update on table "${table}" violates foreign key constraint "${table}_${name}_fkey"`,
        { details: `Key (${name})=(${kept}) is not present in table "${column.references}".` },
      );
    return [name, kept];
  });
  return Object.fromEntries(entries);
}

/** A check constraint of this deployment's own. */
function ruled({ body, faults }, table, row) {
  const rule = faults.brokenRule(table, body, row);
  if (rule)
    throw pgError(
      '23514',
      rule.message ?? `new row for relation "${table}" violates check constraint "${table}_${rule.field}_check"`,
      { details: 'Failing row contains (…).' },
    );
}

function written(db, context, table, ids, status) {
  if (!prefers(context, 'return=representation'))
    return empty(status === 201 ? 201 : 204, { 'preference-applied': 'return=minimal' });
  const select = selectOf(table, context.query.get('select'));
  const rows = ids.map((id) => shown(db, table, db.get(`SELECT * FROM "${table}" WHERE id = ?`, [id]), select));
  return shaped(context, rows, status, { 'preference-applied': 'return=representation' });
}
