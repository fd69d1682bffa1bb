import { CURRENCIES, DATES, MODULES, NUMBERS, idOf, suiteTime } from './data.mjs';

/** What the backend throws; outside of debugging a client sees only that something broke, unless it is about access. */
export const fault = (message = 'Internal server error', status = 500) =>
  Object.assign(new Error(message), { suite: true, status });

const ACLS = ['list', 'edit', 'view', 'delete', 'export'];
const ID = /^[A-Za-z0-9_-]{1,36}$/;

export function moduleOf(module) {
  if (!Object.hasOwn(MODULES, module)) throw fault();
  return MODULES[module];
}

/** @param {ReturnType<typeof import('../kit/database.mjs').openDatabase>} db @param {string} module @param {string} id */
export function recordOf(db, module, id) {
  const row = db.get(`SELECT * FROM ${module} WHERE id = ? AND deleted = 0`, [id]);
  return shown(db, module, id, row ?? blank(module));
}

/** A record that is not there is an empty one: the backend makes a new bean. */
const blank = (module) =>
  Object.fromEntries(
    [
      'id',
      'name',
      'date_entered',
      'date_modified',
      'created_by',
      'modified_user_id',
      'assigned_user_id',
      'description',
      ...MODULES[module].columns,
    ].map((name) => [name, '']),
  );

/** @returns a record as both APIs' queries give it: attributes are texts, names of related records stand with their ids */
export function shown(db, module, id, row) {
  const { object, legacy } = MODULES[module];
  const named = (table, field, of) => {
    const found = of ? db.get(`SELECT * FROM ${table} WHERE id = ?`, [of]) : undefined;
    return { [field]: found?.[field] ?? '', id: of ?? '' };
  };
  const { deleted, ...plain } = row;
  const attributes = {
    module_name: legacy,
    object_name: object,
    ...plain,
    deleted: deleted === 1,
    assigned_user_name: named('users', 'user_name', row.assigned_user_id),
    created_by_name: named('users', 'user_name', row.created_by),
    modified_by_name: named('users', 'user_name', row.modified_user_id),
    ...(row.account_id === undefined ? {} : { account_name: named('accounts', 'name', row.account_id) }),
    ...(row.currency_id === undefined
      ? {}
      : {
          currency_name: CURRENCIES[row.currency_id]?.name ?? '',
          currency_symbol: CURRENCIES[row.currency_id]?.symbol ?? '',
          amount_usdollar: row.amount,
        }),
    editable: true,
  };
  return { id: `/api/record/${id}`, _id: id, module, type: object, attributes, acls: ACLS, favorite: false };
}

/** @param {ReturnType<typeof import('../kit/database.mjs').openDatabase>} db @param {object} context @param {{ module: string, attributes?: Record<string, unknown> }} input */
export function saveRecord(db, context, { module, attributes = {} }) {
  const { columns, object } = moduleOf(module);
  if (context.faults.denied(module, 'write')) throw fault('', 403);
  // Which record is meant stands among the attributes; without it a new one is made.
  const { id: given = '' } = attributes;
  if (given !== '' && !ID.test(given)) throw fault();
  const values = valuesOf(columns, attributes);
  context.faults.beforeWrite();
  const row = given === '' ? undefined : db.get(`SELECT * FROM ${module} WHERE id = ? AND deleted = 0`, [given]);
  const rule = context.faults.brokenRule(module, attributes, { ...row, ...values });
  if (rule) throw fault(rule.message, 400);
  const time = suiteTime(context.now());
  if (row) {
    db.update(module, { id: given }, { ...values, date_modified: time, modified_user_id: context.user });
    return recordOf(db, module, given);
  }
  const id = idOf(module, 0xf000_0000 + Number(db.get(`SELECT count(*) AS n FROM ${module}`).n));
  const start = { ...blank(module), created_by: context.user, assigned_user_id: context.user, ...values };
  db.insert(module, {
    ...start,
    id,
    date_entered: time,
    date_modified: time,
    modified_user_id: context.user,
    deleted: 0,
  });
  return { ...recordOf(db, module, id), type: object };
}

/** Keys that are no field's are dropped, and null is as good as nothing sent; only the empty text clears. */
function valuesOf(columns, attributes) {
  const values = {};
  for (const name of ['name', 'description', 'assigned_user_id', ...columns]) {
    const value = attributes[name] ?? undefined;
    if (value !== undefined) values[name] = kept(name, value);
  }
  for (const [relate, key] of [
    ['account_name', 'account_id'],
    ['assigned_user_name', 'assigned_user_id'],
  ]) {
    const id = attributes[relate]?.id;
    if (id && !attributes[key]) values[key] = id;
  }
  for (const key of ['account_id', 'assigned_user_id', 'parent_id'])
    if (values[key] && !ID.test(values[key])) throw fault();
  return values;
}

/** Nothing checks a value: a number that is none is stored as nought, a day that is none as nothing. */
function kept(name, value) {
  if (NUMBERS.has(name)) return value === '' ? '' : String(Number(value) || 0);
  if (DATES.has(name))
    return /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value)) ? String(value).slice(0, 10) : '';
  return String(value);
}
