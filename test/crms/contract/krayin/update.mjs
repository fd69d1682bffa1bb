import { json } from '../kit/reply.mjs';
import { ATTRIBUTES, change, laravelTime } from './data.mjs';
import { broken, invalid, missing, refused } from './errors.mjs';
import { leadRow } from './resources.mjs';

const FILLABLE = [
  'title',
  'description',
  'lead_value',
  'status',
  'lost_reason',
  'expected_close_date',
  'closed_at',
  'user_id',
  'person_id',
  'lead_source_id',
  'lead_type_id',
  'lead_pipeline_id',
  'lead_pipeline_stage_id',
];
const DONE = { message: 'Lead updated successfully.' };
const own = Object.entries(ATTRIBUTES).filter(([, { own: added }]) => added);

/** @param {ReturnType<typeof import('../kit/database.mjs').openDatabase>} db */
export const update = (db) => ({
  /** Inline editing: nothing is checked but by the database. */
  attributes: (context) => {
    const row = may(db, context);
    const body = bodyOf(context);
    ruled(context, body, row);
    save(db, context, row, body, own);
    return json(200, DONE);
  },
  stage: (context) => {
    const body = bodyOf(context);
    if (
      body.lead_pipeline_stage_id === undefined ||
      body.lead_pipeline_stage_id === null ||
      body.lead_pipeline_stage_id === ''
    )
      throw invalid(context, { lead_pipeline_stage_id: ['The lead pipeline stage id field is required.'] });
    const row = may(db, context);
    const stage = db.get('SELECT * FROM stages WHERE id = ? AND lead_pipeline_id = ?', [
      Number(body.lead_pipeline_stage_id),
      row.lead_pipeline_id,
    ]);
    if (!stage) throw missing(context, 'Stage');
    ruled(context, body, row);
    const { closed_at, lost_reason } = body;
    save(
      db,
      context,
      row,
      {
        lead_pipeline_stage_id: stage.id,
        ...(closed_at ? { closed_at } : {}),
        ...(lost_reason ? { lost_reason } : {}),
      },
      [],
    );
    return json(200, DONE);
  },
  /** The whole form: what is left out is lost, stage and products too. */
  edit: (context) => {
    const body = bodyOf(context);
    validated(context, body);
    const row = may(db, context);
    ruled(context, body, row);
    // Without the person's id a new person is made, and one without a name cannot be.
    if (!body.person?.id) throw broken(context);
    save(
      db,
      context,
      row,
      { ...body, person_id: Number(body.person.id), lead_pipeline_stage_id: body.lead_pipeline_stage_id ?? 1 },
      own,
    );
    for (const { id } of db.all('SELECT id FROM products WHERE lead_id = ?', [row.id]))
      if (!body.products?.[id]) db.update('products', { id }, { lead_id: null });
    return json(200, DONE);
  },
});

const bodyOf = ({ body }) => (typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {});

function may(db, context) {
  if (context.faults.denied('leads', 'write')) throw refused(context, 401, 'This action is unauthorized.');
  return leadRow(db, context);
}

/** The rules of the form, for those attributes only that were sent. */
function validated(context, body) {
  const errors = {};
  for (const [code, { required, type }] of Object.entries(ATTRIBUTES)) {
    if (!Object.hasOwn(body, code)) continue;
    const value = body[code];
    const label = code.replaceAll('_', ' ');
    if (required && (value === null || value === '')) errors[code] = [`The ${label} field is required.`];
    else if (type === 'price' && value !== null && value !== '' && !/^-?\d+(\.\d{1,4})?$/.test(String(value)))
      errors[code] = [`The ${label} must be a valid decimal.`];
  }
  if (Object.keys(errors).length > 0) throw invalid(context, errors);
}

function ruled(context, body, row) {
  const rule = context.faults.brokenRule('leads', body, { ...row, ...body });
  if (rule) throw invalid(context, { [rule.field]: [rule.message] });
}

function save(db, context, row, sent, attributes) {
  const columns = Object.fromEntries(
    FILLABLE.filter((name) => Object.hasOwn(sent, name)).map((name) => [name, stored(db, context, name, sent[name])]),
  );
  if (columns.lead_pipeline_stage_id !== undefined) {
    const stage = db.get('SELECT * FROM stages WHERE id = ?', [columns.lead_pipeline_stage_id]);
    if (!stage) throw broken(context);
    columns.closed_at = ['won', 'lost'].includes(stage.code) ? (columns.closed_at ?? laravelTime(context.now())) : null;
  }
  context.faults.beforeWrite();
  db.update('leads', { id: row.id }, { ...columns, updated_at: laravelTime(context.now()) });
  for (const [code, { type }] of attributes) {
    // A switch that was not sent is switched off; everything else that was not sent stays.
    if (type === 'boolean') keep(db, row.id, code, sent[code] ? '1' : '0');
    else if (Object.hasOwn(sent, code)) keep(db, row.id, code, sent[code]);
  }
  note(db, context, row, columns);
}

/** What the database would not take is an error page. */
function stored(db, context, name, value) {
  // The framework makes null of an empty text before anybody sees it.
  if (value === null || value === '') {
    if (name === 'title') throw broken(context);
    return null;
  }
  if (name === 'lead_value') {
    if (Number.isNaN(Number(value))) throw broken(context);
    return Number(value);
  }
  if (name === 'expected_close_date') {
    if (Number.isNaN(Date.parse(value))) throw broken(context);
    return String(value).slice(0, 10);
  }
  const { table } = ATTRIBUTES[name] ?? {};
  if (table && !db.get(`SELECT id FROM ${table} WHERE id = ?`, [Number(value)])) throw broken(context);
  return table || name.endsWith('_id') ? Number(value) : String(value);
}

function keep(db, leadId, code, value) {
  const text = value === null || value === '' ? null : String(value);
  if (db.update('attribute_values', { lead_id: leadId, code }, { value: text }) === 0)
    db.insert('attribute_values', { lead_id: leadId, code, value: text });
}

function note(db, context, row, columns) {
  for (const [name, value] of Object.entries(columns)) {
    if (value === row[name] || name === 'closed_at') continue;
    const stage = name === 'lead_pipeline_stage_id';
    const label = stage ? 'Stage' : (ATTRIBUTES[name]?.name ?? name);
    const shown = (id) => (stage ? db.get('SELECT id, name FROM stages WHERE id = ?', [id]) : { id, name: id });
    const additional = JSON.stringify(change(label, shown(row[name]), shown(value)));
    db.insert('activities', {
      lead_id: row.id,
      user_id: context.user.id,
      type: 'system',
      title: `Updated ${label}`,
      additional,
      is_done: 1,
      at: context.now(),
    });
  }
}
