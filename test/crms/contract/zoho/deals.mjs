import { empty, json } from '../kit/reply.mjs';
import { zohoTime } from './data.mjs';
import { fieldsOf, lookup, pageOf, refused, refusedRecord } from './envelope.mjs';
import { DEAL_FIELDS, KIND, faultOf, idOf } from './fields.mjs';

const SORTABLE = { id: 'id', Created_Time: 'Created_Time', Modified_Time: 'modified' };
const NAMES = Object.keys(DEAL_FIELDS);

/** @param {ReturnType<typeof import('../kit/database.mjs').openDatabase>} db */
export const dealHandlers = (db) => ({
  list: (context) => {
    const { query, headers } = context;
    const fields = fieldsOf(query);
    const by = query.get('sort_by') ?? 'id';
    if (!SORTABLE[by])
      throw refused(400, 'INVALID_DATA', 'the sort_by given seems to be invalid', {
        param_name: 'sort_by',
        supported_values: Object.keys(SORTABLE),
      });
    const order = query.get('sort_order') === 'asc' ? 'asc' : 'desc';
    const { start, perPage, page, tokenFor } = pageOf(context, 'Deals');
    const since = timeHeader(headers['if-modified-since'], 'If-Modified-Since');
    const ids = query.get('ids')?.split(',') ?? [];
    const among = ids.length === 0 ? '' : `AND id IN (${ids.map(() => '?').join(', ')})`;
    const where = `FROM Deals WHERE modified > ? ${among}`;
    const values = [since ?? 0, ...ids];
    const total = Number(db.get(`SELECT count(*) AS n ${where}`, values).n);
    if (total === 0) return empty(since === undefined ? 204 : 304);
    const sorted = `ORDER BY ${SORTABLE[by]} ${order}, id ${order} LIMIT ${perPage} OFFSET ${start}`;
    const next = start + perPage < total ? tokenFor(start + perPage) : undefined;
    const data = db.all(`SELECT * ${where} ${sorted}`, values).map((row) => shown(db, row, fields));
    const info = {
      call: false,
      per_page: perPage,
      count: data.length,
      page,
      sort_by: by,
      sort_order: order,
      more_records: next !== undefined,
      next_page_token: next?.token ?? null,
      previous_page_token: null,
      page_token_expiry: next ? zohoTime(next.expires) : null,
    };
    return json(200, { data, info });
  },
  get: (context) => {
    const row = rowOf(db, context);
    if (!row) return empty(204);
    const asked = context.query.get('fields');
    return json(200, { data: [shown(db, row, asked ? asked.split(',') : NAMES)] });
  },
  put: (context) => {
    const row = rowOf(db, context);
    if (!row) throw refused(400, 'INVALID_DATA', 'the id given seems to be invalid', { resource_path_index: 1 });
    if (context.faults.denied('Deals', 'write'))
      throw refused(403, 'NO_PERMISSION', 'permission denied to update records', {
        permissions: ['Crm_Implied_Edit_Potentials'],
      });
    const sent = recordOf(context.body);
    const values = checked(db, sent, context.faults);
    context.faults.beforeWrite();
    unmodified(context, db, rowOf(db, context));
    const rules = (context.body.apply_feature_execution ?? []).some(({ name }) => name === 'criteria_validation_rule');
    const broken = rules ? context.faults.brokenRule('Deals', sent, { ...row, ...values }) : undefined;
    if (broken)
      throw refusedRecord(400, 'INVALID_DATA', broken.message, {
        api_name: broken.field,
        json_path: `$.data[0].${broken.field}`,
      });
    return json(200, {
      data: [
        { code: 'SUCCESS', details: store(db, row, values, context), message: 'record updated', status: 'success' },
      ],
    });
  },
});

/** @returns the deal's row, undefined when there is none of this id */
export function rowOf(db, { params }) {
  if (!/^\d+$/.test(params.id))
    throw refused(400, 'INVALID_DATA', 'the id given seems to be invalid', { resource_path_index: 1 });
  return db.get('SELECT * FROM Deals WHERE id = ?', [params.id]);
}

function shown(db, row, names) {
  // A name that is no field's is left out without a word.
  const known = names.filter((name) => NAMES.includes(name));
  const entries = known.map((name) => {
    const { table } = DEAL_FIELDS[name];
    return [name, table ? lookup(db, table, row[name]) : row[name]];
  });
  return { ...Object.fromEntries(entries), id: row.id };
}

/** The one record of the body. @param {unknown} body */
export function recordOf(body) {
  const data = body?.data;
  const lacks = (name, path) =>
    refused(400, 'MANDATORY_NOT_FOUND', 'required field not found', { api_name: name, json_path: path });
  if (!Array.isArray(data)) throw lacks('data', '$.data');
  if (data.length !== 1 || typeof data[0] !== 'object' || data[0] === null)
    throw refused(400, 'INVALID_DATA', 'invalid data', {
      expected_data_type: 'jsonarray',
      api_name: 'data',
      json_path: '$.data',
    });
  return data[0];
}

const MESSAGES = { MANDATORY_NOT_FOUND: 'required field not found', INVALID_DATA: 'invalid data' };

function checked(db, sent, faults) {
  const values = {};
  for (const [name, value] of Object.entries(sent)) {
    const field = DEAL_FIELDS[name];
    if (!field || field.readOnly) continue;
    const where = { api_name: name, json_path: `$.data[0].${name}` };
    const { code, ...more } = faultOf(name, value) ?? {};
    if (code) throw refusedRecord(400, code, MESSAGES[code], { ...more, ...where });
    if (faults.denied('Deals', 'write', name))
      throw refusedRecord(400, 'NOT_ALLOWED', 'not allowed to edit the field', where);
    values[name] = field.table && value !== null ? reference(db, field, value, where) : value === '' ? null : value;
  }
  return values;
}

function reference(db, { table }, value, where) {
  const id = typeof value === 'object' ? value.id : value;
  if (typeof id !== 'string')
    throw refusedRecord(400, 'INVALID_DATA', 'invalid data', { expected_data_type: 'jsonobject', ...where });
  const row = db.get(`SELECT id FROM ${table} WHERE id = ?`, [id]);
  if (!row)
    throw refusedRecord(400, 'INVALID_DATA', 'the related id given seems to be invalid', {
      ...where,
      json_path: `${where.json_path}.id`,
    });
  return id;
}

function timeHeader(value, name) {
  if (value === undefined) return undefined;
  const at = Date.parse(value);
  if (Number.isNaN(at))
    throw refused(400, 'INVALID_DATA', `the ${name} given seems to be invalid`, { header_name: name });
  return at;
}

function unmodified({ headers }, db, row) {
  const since = timeHeader(headers['if-unmodified-since'], 'If-Unmodified-Since');
  if (since === undefined || row.modified <= since) return;
  throw refusedRecord(412, 'ALREADY_MODIFIED', 'the record has been already modified', audit(db, row));
}

const audit = (db, row) => {
  const by = (id) => ({ name: lookup(db, 'users', id).name, id });
  return {
    Modified_Time: row.Modified_Time,
    Modified_By: by(row.Modified_By),
    Created_Time: row.Created_Time,
    id: row.id,
    Created_By: by(row.Created_By),
  };
};

function store(db, row, values, { now, user }) {
  const at = Math.floor(now() / 1000) * 1000;
  const next = { ...row, ...values };
  const revenue = next.Amount === null ? null : (next.Amount * (next.Probability ?? 0)) / 100;
  db.update(
    'Deals',
    { id: row.id },
    { ...values, Expected_Revenue: revenue, Modified_By: user.id, Modified_Time: zohoTime(at), modified: at },
  );
  if (next.Stage !== row.Stage) {
    const { count } = db.get('SELECT count(*) AS count FROM history');
    const { Stage: stage, Amount: amount, Closing_Date: closing, Probability: probability } = next;
    db.insert('history', {
      id: idOf(KIND.history, count + 1),
      deal: row.id,
      user: user.id,
      at,
      stage,
      amount,
      closing,
      probability,
    });
  }
  return { ...audit(db, db.get('SELECT * FROM Deals WHERE id = ?', [row.id])), $approval_state: 'approved' };
}
