import { isoDate, isoSeconds } from '../kit/clock.mjs';
import { refuse } from '../kit/reply.mjs';
import { CUSTOM_FIELDS, WRITABLE, customFault, datetime } from './fields.mjs';
import { cursorPage, failure, invalid, missing, success } from './envelope.mjs';

const LIST_PARAMS = new Set([
  'filter_id',
  'ids',
  'owner_id',
  'person_id',
  'org_id',
  'pipeline_id',
  'stage_id',
  'status',
  'updated_since',
  'updated_until',
  'sort_by',
  'sort_direction',
  'include_fields',
  'custom_fields',
  'include_option_labels',
  'include_labels',
  'limit',
  'cursor',
]);
const SORTABLE = ['id', 'update_time', 'add_time'];

/** @param {ReturnType<typeof import('../kit/database.mjs').openDatabase>} db */
export const dealHandlers = (db) => ({
  list: (context) => {
    const { query } = context;
    for (const name of query.keys()) if (!LIST_PARAMS.has(name)) throw invalid(`${name}: unknown parameter`);
    const { where, values } = filterOf(query);
    const [by, direction] = orderOf(query);
    const sql = `SELECT id FROM deals WHERE ${where.join(' AND ')} ORDER BY "${by}" ${direction}, id ${direction}`;
    const show = shown(query);
    return cursorPage(context, db.all(sql, values), ({ id }) => show(dealById(db, id)));
  },
  get: (context) => {
    const row = dealOf(db, context, 'read');
    return success(shown(context.query)(row));
  },
  patch: (context) => {
    const row = dealOf(db, context, 'write');
    const { body } = context;
    if (typeof body !== 'object' || body === null || Array.isArray(body)) throw invalid('body: not an object');
    const next = checked(db, row, body);
    const rule = context.faults.brokenRule('deal', body, next);
    if (rule)
      throw refuse(failure(400, rule.message, { additional_data: rule.field ? { field_code: rule.field } : null }));
    context.faults.beforeWrite();
    store(db, dealById(db, row.id), body, context);
    return success(shown(context.query)(dealById(db, row.id)));
  },
});

const dealById = (db, id) => db.get('SELECT * FROM deals WHERE id = ?', [Number(id)]);

/** The deal a path names, if it is there and the user may do this to it. */
export function dealOf(db, { params, faults }, action) {
  if (!/^\d+$/.test(params.id)) throw invalid('id: not a valid integer');
  const row = dealById(db, params.id);
  if (!row || row.is_deleted === 1) throw missing('Deal');
  if (faults.denied('deal', action)) throw refuse(failure(403, 'You do not have permissions to do this.'));
  return row;
}

function filterOf(query) {
  const where = ['is_archived = 0'];
  const values = [];
  const add = (sql, ...more) => void (where.push(sql), values.push(...more));
  const statuses = (query.get('status') ?? 'open,won,lost').split(',');
  for (const one of statuses)
    if (!['open', 'won', 'lost', 'deleted'].includes(one)) throw invalid('status: not a valid status');
  add('is_deleted = ?', statuses.includes('deleted') ? 1 : 0);
  if (!statuses.includes('deleted')) add(`status IN (${statuses.map(() => '?').join(', ')})`, ...statuses);
  for (const name of ['owner_id', 'person_id', 'org_id', 'pipeline_id', 'stage_id']) {
    if (!query.has(name)) continue;
    if (!/^\d+$/.test(query.get(name))) throw invalid(`${name}: not a valid integer`);
    add(`${name} = ?`, Number(query.get(name)));
  }
  for (const [name, compare] of [
    ['updated_since', '>='],
    ['updated_until', '<'],
  ]) {
    if (!query.has(name)) continue;
    const fault = datetime(query.get(name));
    if (fault) throw invalid(`${name}: ${fault}`);
    add(`update_time ${compare} ?`, isoSeconds(Date.parse(query.get(name))));
  }
  if (query.has('ids')) {
    const ids = query.get('ids').split(',').map(Number);
    if (ids.length > 100 || !ids.every(Number.isInteger)) throw invalid('ids: up to 100 integers');
    add(`id IN (${ids.map(() => '?').join(', ')})`, ...ids);
  }
  return { where, values };
}

function orderOf(query) {
  const by = query.get('sort_by') ?? 'id';
  const direction = query.get('sort_direction') ?? 'asc';
  if (!SORTABLE.includes(by)) throw invalid(`sort_by: must be one of ${SORTABLE.join(', ')}`);
  if (!['asc', 'desc'].includes(direction)) throw invalid('sort_direction: must be asc or desc');
  return [by, direction];
}

/** How a row goes out: flags as booleans, lists and custom fields as JSON, option ids with labels if asked for. */
function shown(query) {
  const only = query.get('custom_fields')?.split(',');
  if (only && only.length > 15) throw invalid('custom_fields: at most 15 keys');
  const labels = query.get('include_option_labels') === 'true';
  return (row) => {
    const all = JSON.parse(row.custom_fields);
    const custom = Object.entries(all).filter(([key]) => !only || only.includes(key));
    return {
      ...row,
      is_archived: row.is_archived === 1,
      is_deleted: row.is_deleted === 1,
      label_ids: JSON.parse(row.label_ids),
      local_won_date: row.won_time?.slice(0, 10) ?? null,
      local_lost_date: row.lost_time?.slice(0, 10) ?? null,
      local_close_date: row.close_time?.slice(0, 10) ?? null,
      origin: 'ManuallyCreated',
      custom_fields: Object.fromEntries(custom.map(([key, value]) => [key, labels ? labelled(key, value) : value])),
    };
  };
}

function labelled(key, value) {
  const { options } = Object.values(CUSTOM_FIELDS).find(({ code }) => code === key);
  if (!options || value === null) return value;
  const one = (id) => ({ id, label: options.find((option) => option.id === id).label });
  return Array.isArray(value) ? value.map(one) : one(value);
}

/** Refuses what is not of the schema; the deal as it would be. */
function checked(db, row, body) {
  for (const [name, value] of Object.entries(body)) {
    if (name === 'custom_fields') continue;
    const field = WRITABLE[name];
    if (!field) throw invalid(`${name}: unknown field`);
    const fault = value === null ? (field.nullable ? undefined : 'must not be null') : field.check(value);
    if (fault) throw invalid(`${name}: ${fault}`);
  }
  for (const [key, value] of Object.entries(body.custom_fields ?? {})) {
    const fault = customFault(key, value);
    if (fault) throw invalid(`custom_fields.${key}: ${fault}`, key);
  }
  for (const [name, table] of [
    ['stage_id', 'stages'],
    ['owner_id', 'users'],
    ['person_id', 'persons'],
    ['org_id', 'organizations'],
  ]) {
    if (Number.isInteger(body[name]) && !db.get(`SELECT id FROM ${table} WHERE id = ?`, [body[name]]))
      throw invalid(`${name}: no such record`);
  }
  const next = { ...row, ...body };
  if (body.lost_reason && next.status !== 'lost') throw invalid('lost_reason: can only be set if deal status is lost');
  if (body.won_time && next.status !== 'won') throw invalid('won_time: can only be set if deal status is won');
  if (body.lost_time && next.status !== 'lost') throw invalid('lost_time: can only be set if deal status is lost');
  if (body.close_time && next.status === 'open') throw invalid('close_time: can only be set if deal is won or lost');
  return next;
}

function store(db, row, body, { now, user }) {
  const at = now();
  const { custom_fields: custom = {}, label_ids: labels, ...plain } = body;
  const values = { ...plain, update_time: isoSeconds(at) };
  if (labels) values.label_ids = JSON.stringify(labels);
  values.custom_fields = JSON.stringify({ ...JSON.parse(row.custom_fields), ...custom });
  if (plain.stage_id !== undefined && plain.stage_id !== row.stage_id) values.stage_change_time = isoSeconds(at);
  if (plain.status !== undefined && plain.status !== row.status) {
    const time = plain.status === 'open' ? null : isoSeconds(at);
    const [won, lost] = [plain.status === 'won' ? time : null, plain.status === 'lost' ? time : null];
    Object.assign(values, { close_time: time, won_time: won, lost_time: lost, ...plain });
    if (plain.status !== 'lost') values.lost_reason = null;
    if (plain.status === 'won' && plain.expected_close_date === undefined)
      values.expected_close_date = row.expected_close_date ?? isoDate(at);
  }
  db.update('deals', { id: row.id }, values);
  for (const [field, value] of Object.entries(plain)) {
    if (value === row[field]) continue;
    db.insert('changes', { dealId: row.id, userId: user.id, at, field, old: said(row[field]), new: said(value) });
  }
}

const said = (value) => (value === null ? null : String(value));
