import { quoted } from '../kit/database.mjs';
import { isoDate } from '../kit/clock.mjs';
import { raise } from './errors.mjs';
import { MODELS, isColumn, nameFieldOf } from './models.mjs';
import { trackedId } from './chatter.mjs';
import { ACTIVITY_TYPES, stamp } from './ids.mjs';

const LOG = new Set(['id', 'create_date', 'create_uid', 'write_date', 'write_uid']);

const READERS = {
  integer: number,
  float: number,
  monetary: number,
  many2one_reference: number,
  boolean: Boolean,
  date: (value) => time(value, /^\d{4}-\d\d-\d\d$/, '%Y-%m-%d'),
  datetime: (value) => time(value, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/, '%Y-%m-%d %H:%M:%S'),
};

function number(value) {
  if (value === false || value === null || value === '') return 0;
  if (!['number', 'string'].includes(typeof value) || !Number.isFinite(Number(value))) {
    throw raise('ValueError', `could not convert string to float: '${String(value)}'`);
  }
  return Number(value);
}

function time(value, form, pattern) {
  if (value === false || value === null || value === '') return null;
  const fits = typeof value === 'string' && form.test(value) && isReal(value);
  if (!fits) throw raise('ValueError', `time data '${String(value)}' does not match format '${pattern}'`);
  return value;
}

const isReal = (text) => {
  const ms = Date.parse(`${text.replace(' ', 'T')}Z`.replace(/^(\d{4}-\d\d-\d\d)Z$/, '$1'));
  return !Number.isNaN(ms) && isoDate(ms) === text.slice(0, 10);
};

const cannot = (model, name, what) =>
  raise(
    'ValidationError',
    `The operation cannot be completed:\n- ${what}\n\nModel: ${MODELS[model].title} (${model}), Field: ${MODELS[model].fields[name].string} (${name})`,
  );

/** The columns of what a client writes; refuses unknown fields and values that do not fit, ignores what Odoo ignores. */
export function readValues(env, model, sent, { creating = false } = {}) {
  if (sent === null || typeof sent !== 'object' || Array.isArray(sent))
    throw raise('TypeError', 'values must be a dictionary');
  const values = {};
  for (const [name, value] of Object.entries(sent)) {
    const field = MODELS[model].fields[name];
    if (!field) throw raise('ValueError', `Invalid field '${name}' on model '${model}'`);
    env.checkField(model, name, 'write');
    // The log's fields and what is computed are passed over in silence.
    if (LOG.has(name) || !isColumn(field) || (field.readonly && creating)) continue;
    values[name] = readValue(env, model, name, field, value);
    if (field.required && (values[name] === null || values[name] === '')) {
      throw cannot(model, name, 'Create/update: a mandatory field is not set.');
    }
  }
  return values;
}

function readValue({ db }, model, name, field, value) {
  if (READERS[field.type]) return READERS[field.type](value);
  if (value === false || value === null || value === '') return null;
  if (field.type === 'many2one') {
    const id = Number(value);
    if (!Number.isInteger(id)) throw raise('ValueError', `Wrong value for ${model}.${name}: ${JSON.stringify(value)}`);
    if (!db.get(`SELECT 1 FROM ${quoted(field.relation)} WHERE "id" = ?`, [id])) {
      throw cannot(model, name, 'Another model requires the record being deleted, or the record does not exist.');
    }
    return id;
  }
  if (field.type === 'selection' && !field.selection.some(([key]) => key === String(value))) {
    throw raise('ValueError', `Wrong value for ${model}.${name}: ${JSON.stringify(value)}`);
  }
  return String(value);
}

/** Refuses what a constraint of the company refuses. */
export function checkRules(env, model, values, row) {
  const rule = env.faults.brokenRule(model, values, { ...row, ...values });
  if (rule) throw raise('ValidationError', rule.message);
}

/** Writes one record, with what a stage brings with it and the chatter's message; `env.uid` wrote it. */
export function updateRow(env, model, row, values) {
  const at = stamp(env.now());
  const derived = model === 'crm.lead' ? ofLead(env, row, values) : {};
  const changed = { ...derived, ...values };
  env.db.update(model, { id: row.id }, { ...changed, write_date: at, write_uid: env.uid });
  if (model === 'crm.lead') track(env, row, changed);
}

function ofLead({ db, now }, row, { stage_id: stage, active }) {
  if (active === false && row.active === 1) return { probability: 0, date_closed: stamp(now()) };
  if (stage === undefined || stage === null || stage === row.stage_id) return {};
  const { is_won: isWon } = db.get('SELECT * FROM "crm.stage" WHERE "id" = ?', [stage]);
  const durations = JSON.parse(row.duration_tracking ?? '{}');
  const spent = Math.round((now() - Date.parse(`${row.date_last_stage_update.replace(' ', 'T')}Z`)) / 1000);
  durations[row.stage_id] = (durations[row.stage_id] ?? 0) + spent;
  return {
    date_last_stage_update: stamp(now()),
    duration_tracking: JSON.stringify(durations),
    ...(isWon ? { probability: 100, date_closed: stamp(now()) } : { date_closed: null }),
  };
}

/** One message for all the tracked fields of one write. */
function track({ db, now, uid }, row, values) {
  const moved = Object.keys(values).filter(
    (name) => MODELS['crm.lead'].fields[name]?.tracked && values[name] !== row[name],
  );
  if (moved.length === 0) return;
  const at = stamp(now());
  const { partner_id: author } = db.get('SELECT * FROM "res.users" WHERE "id" = ?', [uid]);
  const log = { create_date: at, create_uid: uid, write_date: at, write_uid: uid };
  const message = {
    model: 'crm.lead',
    res_id: row.id,
    date: at,
    body: '',
    message_type: 'notification',
    author_id: author,
  };
  const id = db.insert('mail.message', { ...message, ...log });
  for (const name of moved) {
    const { type, relation } = MODELS['crm.lead'].fields[name];
    const label = (key) =>
      key
        ? (db.get(`SELECT ${quoted(nameFieldOf(relation))} AS name FROM ${quoted(relation)} WHERE "id" = ?`, [key])
            ?.name ?? '')
        : '';
    const kept =
      type === 'many2one'
        ? {
            old_value_integer: row[name] ?? 0,
            new_value_integer: values[name] ?? 0,
            old_value_char: label(row[name]),
            new_value_char: label(values[name]),
          }
        : { old_value_float: row[name] ?? 0, new_value_float: values[name] ?? 0 };
    db.insert('mail.tracking.value', { field_id: trackedId(name), ...kept, mail_message_id: id, ...log });
  }
}

/** Makes an activity on a record; which one comes in `context.default_res_model` and `default_res_id`, or as `res_id`. */
export function createActivity(env, sent) {
  const { db, uid, context } = env;
  const given = Object.fromEntries(
    Object.entries(context).flatMap(([name, value]) => (name.startsWith('default_') ? [[name.slice(8), value]] : [])),
  );
  const model = given.res_model;
  const { res_model: _model, ...own } = given;
  const at = stamp(env.now());
  const defaults = { date_deadline: at.slice(0, 10), user_id: uid, activity_type_id: ACTIVITY_TYPES.task };
  const values = { ...defaults, ...readValues(env, 'mail.activity', { ...own, ...sent }, { creating: true }) };
  const target = model === 'crm.lead' && db.get('SELECT 1 FROM "crm.lead" WHERE "id" = ?', [values.res_id ?? 0]);
  if (!model) throw cannot('mail.activity', 'res_model', 'Create/update: a mandatory field is not set.');
  if (!target)
    throw raise(
      'MissingError',
      `Record does not exist or has been deleted.\n(Record: ${model}(${values.res_id},), User: ${uid})`,
    );
  checkRules(env, 'mail.activity', values, values);
  const log = { create_date: at, create_uid: uid, write_date: at, write_uid: uid };
  return db.insert('mail.activity', { ...values, res_model: model, ...log });
}
