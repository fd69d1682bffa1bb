import { laravelTime } from './data.mjs';
import { missing } from './errors.mjs';

/** `$34,100.00`: one currency for the whole installation. */
export const formatted = (value) =>
  `$${(value ?? 0).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

const DAY = 86_400_000;

/** A lead as its resource gives it: attributes that were added are not among them. */
export function leadOf(db, row, now) {
  const one = (table, id) => (id === null ? null : (db.get(`SELECT * FROM ${table} WHERE id = ?`, [id]) ?? null));
  const pipeline = one('pipelines', row.lead_pipeline_id);
  const age = Math.floor((now - Date.parse(row.created_at)) / DAY);
  return {
    id: row.id,
    title: row.title,
    lead_value: row.lead_value === null ? null : row.lead_value.toFixed(4),
    formatted_lead_value: formatted(row.lead_value),
    status: row.status,
    expected_close_date: row.expected_close_date === null ? null : `${row.expected_close_date}T00:00:00.000000Z`,
    rotten_days: row.closed_at === null ? Math.max(0, age - pipeline.rotten_days) : 0,
    closed_at: row.closed_at,
    created_at: row.created_at,
    updated_at: row.updated_at,
    person: personOf(db, one('persons', row.person_id)),
    user: one('users', row.user_id),
    type: one('types', row.lead_type_id),
    source: one('sources', row.lead_source_id),
    pipeline: { ...pipeline, is_default: pipeline.is_default === 1 },
    stage: one('stages', row.lead_pipeline_stage_id),
    tags: [],
  };
}

function personOf(db, row) {
  if (row === null) return null;
  const organization = db.get('SELECT * FROM organizations WHERE id = ?', [row.organization_id]);
  const emails = row.email === null ? [] : [{ value: row.email, label: 'work' }];
  return { id: row.id, name: row.name, emails, contact_numbers: [], job_title: row.title, organization };
}

export function activityOf(db, row) {
  const at = laravelTime(row.at);
  return {
    id: row.id,
    title: row.title,
    type: row.type,
    comment: row.comment,
    additional: row.additional === null ? null : JSON.parse(row.additional),
    schedule_from: row.schedule_from,
    schedule_to: row.schedule_to,
    is_done: row.is_done,
    user: db.get('SELECT * FROM users WHERE id = ?', [row.user_id]),
    participants: [],
    files: [],
    created_at: at,
    updated_at: at,
  };
}

/** The lead a path names. @param {object} context */
export function leadRow(db, context) {
  const { id } = context.params;
  const row = db.get('SELECT * FROM leads WHERE id = ?', [Number(id)]);
  if (!row) throw missing(context, 'Lead', id);
  return row;
}
