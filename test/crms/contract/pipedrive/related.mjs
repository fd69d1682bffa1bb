import { isoDate, isoSeconds } from '../kit/clock.mjs';
import { v1Time } from './data.mjs';
import { dealOf } from './deals.mjs';
import { cursorPage, invalid, missing, offsetPage, success } from './envelope.mjs';
import { organizationOf, personOf, stageOf, userOf } from './shapes.mjs';

/** @param {ReturnType<typeof import('../kit/database.mjs').openDatabase>} db */
export const relatedHandlers = (db) => ({
  products: (context) => {
    const deal = dealOf(db, context, 'read');
    return cursorPage(context, db.all('SELECT * FROM products WHERE dealId = ? ORDER BY id', [deal.id]), (row) =>
      lineOf(row, deal),
    );
  },
  participants: (context) => {
    const deal = dealOf(db, context, 'read');
    const rows = db.all(
      'SELECT p.*, q.at, q.id AS link FROM participants q JOIN persons p ON p.id = q.contactId WHERE q.dealId = ? ORDER BY q.id',
      [deal.id],
    );
    return offsetPage(
      context,
      rows.map((row) => participantOf(row, deal.id)),
    );
  },
  flow: (context) => {
    const deal = dealOf(db, context, 'read');
    const items = (context.query.get('items') ?? 'dealChange,activity').split(',');
    const changes = items.includes('dealChange')
      ? db.all('SELECT * FROM changes WHERE dealId = ?', [deal.id]).map(changeOf)
      : [];
    const done = items.includes('activity')
      ? db.all('SELECT * FROM activities WHERE dealId = ?', [deal.id]).map(activityChange)
      : [];
    const all = [...changes, ...done].toSorted((a, b) => b.timestamp.localeCompare(a.timestamp));
    return offsetPage(context, all);
  },
  activities: (context) => {
    const { query } = context;
    const where = ['1'];
    const values = [];
    if (query.has('type')) throw invalid('type: unknown parameter');
    for (const [name, column] of [
      ['deal_id', 'dealId'],
      ['owner_id', 'ownerId'],
      ['person_id', 'contactId'],
    ]) {
      if (!query.has(name)) continue;
      where.push(`${column} = ?`);
      values.push(Number(query.get(name)));
    }
    if (query.has('done')) where.push(`done = ${query.get('done') === 'true' ? 1 : 0}`);
    return cursorPage(
      context,
      db.all(`SELECT * FROM activities WHERE ${where.join(' AND ')} ORDER BY id`, values),
      activityOf,
    );
  },
  addActivity: (context) => {
    const id = db.insert('activities', activityRow(db, context.body ?? {}, context));
    return success(activityOf(db.get('SELECT * FROM activities WHERE id = ?', [id])));
  },
  persons: (context) => {
    const where = context.query.has('org_id') ? `accountId = ${Number(context.query.get('org_id'))}` : '1';
    const ids = context.query.get('ids')?.split(',').map(Number);
    const rows = db
      .all(`SELECT * FROM persons WHERE ${where} ORDER BY id`)
      .filter(({ id }) => !ids || ids.includes(id));
    return cursorPage(context, rows, personOf);
  },
  person: (context) => success(personOf(found(db, 'persons', 'Person', context))),
  organization: (context) => success(organizationOf(found(db, 'organizations', 'Organization', context))),
  stages: (context) => cursorPage(context, db.all('SELECT * FROM stages ORDER BY id'), stageOf),
  pipelines: (context) =>
    cursorPage(context, [{ id: 1, name: 'Sales', order_nr: 1, is_deleted: false, is_deal_probability_enabled: true }]),
  users: (context) => success(db.all('SELECT * FROM users ORDER BY id').map((row) => userOf(row, context.user))),
  user: (context) => success(userOf(found(db, 'users', 'User', context), context.user)),
  me: (context) => {
    const row = db.get('SELECT * FROM users WHERE id = ?', [context.user.id]);
    return success({
      ...userOf(row, context.user),
      company_id: 7,
      company_name: 'Fairlead',
      company_domain: 'fairlead',
    });
  },
});

function found(db, table, what, { params }) {
  const row = db.get(`SELECT * FROM ${table} WHERE id = ?`, [Number(params.id)]);
  if (!row) throw missing(what);
  return row;
}

const lineOf = (row, deal) => ({
  id: row.id,
  deal_id: deal.id,
  product_id: row.productId,
  name: row.name,
  currency: deal.currency,
  quantity: row.quantity,
  item_price: row.price,
  discount: row.discount,
  discount_type: 'percentage',
  sum: row.total,
  is_enabled: true,
});

function participantOf(row, dealId) {
  const email = row.email === null ? [] : [{ label: 'work', value: row.email, primary: true }];
  return {
    id: row.link,
    person_id: { active_flag: true, name: row.name, email, phone: [], value: row.id },
    person: { id: row.id, name: row.name, first_name: row.firstName, last_name: row.lastName, email, phone: [] },
    add_time: v1Time(row.at),
    active_flag: true,
    related_item_type: 'deal',
    related_item_id: dealId,
  };
}

const changeOf = (row) => ({
  object: 'dealChange',
  timestamp: v1Time(row.at),
  data: {
    id: row.id,
    item_id: row.dealId,
    user_id: row.userId,
    field_key: row.field,
    old_value: row.old,
    new_value: row.new,
    is_bulk_update_flag: null,
    log_time: v1Time(row.at),
    change_source: 'app',
  },
});

const activityChange = (row) => ({
  object: 'activity',
  timestamp: v1Time(row.at),
  data: {
    id: row.id,
    deal_id: row.dealId,
    user_id: row.ownerId,
    type: row.kind,
    subject: row.subject,
    done: row.done === 1,
    due_date: isoDate(row.at),
    add_time: v1Time(row.at),
  },
});

function activityOf(row) {
  const at = isoSeconds(row.at);
  return {
    id: row.id,
    subject: row.subject,
    type: row.kind,
    owner_id: row.ownerId,
    creator_user_id: row.ownerId,
    is_deleted: false,
    add_time: at,
    update_time: at,
    deal_id: row.dealId,
    person_id: row.contactId,
    due_date: at.slice(0, 10),
    due_time: at.slice(11, 19),
    duration: null,
    done: row.done === 1,
    marked_as_done_time: row.done === 1 ? at : null,
    participants: row.contactId === null ? [] : [{ person_id: row.contactId, primary: true }],
    note: row.note,
  };
}

const KINDS = new Set(['call', 'email', 'meeting', 'task', 'deadline', 'lunch']);
const ACTIVITY_KEYS = new Set([
  'subject',
  'type',
  'owner_id',
  'deal_id',
  'due_date',
  'due_time',
  'duration',
  'busy',
  'done',
  'participants',
  'note',
  'priority',
  'public_description',
]);

function activityRow(db, body, { now, user }) {
  for (const name of Object.keys(body)) if (!ACTIVITY_KEYS.has(name)) throw invalid(`${name}: unknown field`);
  const {
    subject = 'Task',
    type = 'task',
    due_date: due,
    done = false,
    deal_id: dealId = null,
    owner_id: owner = user.id,
    participants = [],
    note = null,
  } = body;
  if (typeof subject !== 'string') throw invalid('subject: not a valid string');
  if (!KINDS.has(type)) throw invalid('type: not an activity type');
  if (typeof done !== 'boolean') throw invalid('done: not a valid boolean');
  if (due !== undefined && !/^\d{4}-\d\d-\d\d$/.test(due)) throw invalid('due_date: not a valid date');
  if (dealId !== null && !db.get('SELECT id FROM deals WHERE id = ?', [dealId])) throw missing('Deal');
  const at = due === undefined ? now() : Date.parse(due);
  return { dealId, contactId: participants[0]?.person_id ?? null, ownerId: owner, kind: type, subject, at, done, note };
}
