import { isoDate } from '../kit/clock.mjs';
import { empty, json } from '../kit/reply.mjs';
import { zohoTime } from './data.mjs';
import { recordOf, rowOf } from './deals.mjs';
import { fieldsOf, lookup, pageOf, refused, refusedRecord } from './envelope.mjs';
import { KIND, idOf } from './fields.mjs';

/** The related lists of a deal: how each is read and shown. A list is asked for by its API name. */
const LISTS = {
  Stage_History: (db, id) =>
    db.all('SELECT * FROM history WHERE deal = ? ORDER BY at DESC', [id]).map((row) => stageOf(db, row)),
  Contact_Roles: (db, id) =>
    db
      .all('SELECT c.*, r.role FROM roles r JOIN contacts c ON c.id = r.contact WHERE r.deal = ?', [id])
      .map((row) => contactOf(db, row)),
  Tasks: (db, id) => activities(db, id, ['task']),
  Calls: (db, id) => activities(db, id, ['call']),
  Events: (db, id) => activities(db, id, ['meeting']),
  Emails: (db, id) => activities(db, id, ['email']),
  Products: (db, id) =>
    db
      .all('SELECT * FROM products WHERE deal = ?', [id])
      .map((row) => ({ id: row.id, Product_Name: row.name, Unit_Price: row.price })),
  Quotes: (db, id) =>
    db.all('SELECT * FROM quotes WHERE deal = ?', [id]).map((row) => ({
      id: row.id,
      Subject: row.name,
      Quote_Stage: row.status,
      Grand_Total: row.total,
      Valid_Till: row.expires,
    })),
};

/** @param {ReturnType<typeof import('../kit/database.mjs').openDatabase>} db */
export const relatedHandlers = (db) => ({
  list: (context) => {
    const { list } = context.params;
    if (!LISTS[list])
      throw refused(400, 'INVALID_DATA', 'the relation name given seems to be invalid', { resource_path_index: 2 });
    if (!rowOf(db, context))
      throw refused(400, 'INVALID_DATA', 'the related id given seems to be invalid', { resource_path_index: 1 });
    const fields = fieldsOf(context.query);
    const { start, perPage, page } = pageOf(context, list);
    const rows = LISTS[list](db, context.params.id);
    if (rows.length === 0) return empty(204);
    const data = rows
      .slice(start, start + perPage)
      .map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => name === 'id' || fields.includes(name))));
    return json(200, {
      data,
      info: { per_page: perPage, count: data.length, page, more_records: start + perPage < rows.length },
    });
  },
  addTask: (context) => {
    const sent = recordOf(context.body);
    const where = (name) => ({ api_name: name, json_path: `$.data[0].${name}` });
    if (typeof sent.Subject !== 'string' || sent.Subject === '')
      throw refusedRecord(400, 'MANDATORY_NOT_FOUND', 'required field not found', where('Subject'));
    if (sent.Due_Date !== undefined && !/^\d{4}-\d\d-\d\d$/.test(sent.Due_Date))
      throw refusedRecord(400, 'INVALID_DATA', 'invalid data', { expected_data_type: 'date', ...where('Due_Date') });
    if (sent.What_Id !== undefined && sent.$se_module === undefined)
      throw refusedRecord(400, 'DEPENDENT_FIELD_MISSING', 'dependent field missing', {
        dependee: where('What_Id'),
        ...where('$se_module'),
      });
    const deal = sent.What_Id?.id ?? null;
    if (deal !== null && !db.get('SELECT id FROM Deals WHERE id = ?', [deal]))
      throw refusedRecord(400, 'INVALID_DATA', 'the related id given seems to be invalid', where('What_Id'));
    const { count } = db.get('SELECT count(*) AS count FROM activities');
    const id = idOf(KIND.task, count + 1);
    const at = sent.Due_Date === undefined ? context.now() : Date.parse(sent.Due_Date);
    db.insert('activities', {
      id,
      deal,
      owner: sent.Owner?.id ?? context.user.id,
      contact: null,
      kind: 'task',
      subject: sent.Subject,
      at,
      done: sent.Status === 'Completed',
      description: sent.Description,
    });
    const time = zohoTime(context.now());
    const by = { name: lookup(db, 'users', context.user.id).name, id: context.user.id };
    const details = { Modified_Time: time, Modified_By: by, Created_Time: time, id, Created_By: by };
    return json(201, { data: [{ code: 'SUCCESS', details, message: 'record added', status: 'success' }] });
  },
  users: () => {
    const users = db
      .all('SELECT * FROM users')
      .map((row) => ({ id: row.id, full_name: row.name, email: row.email, status: 'active' }));
    return json(200, { users, info: { per_page: 200, count: users.length, page: 1, more_records: false } });
  },
});

const stageOf = (db, row) => ({
  id: row.id,
  Stage: row.stage,
  Amount: row.amount,
  Probability: row.probability,
  Close_Date: row.closing,
  Modified_Time: zohoTime(row.at),
  Modified_By: lookup(db, 'users', row.user),
});

const contactOf = (db, row) => ({
  id: row.id,
  Full_Name: row.name,
  Title: row.title,
  Email: row.email,
  Account_Name: lookup(db, 'accounts', row.account),
  Contact_Role: row.role === null ? null : { name: row.role, id: idOf(KIND.field, 99) },
});

const activities = (db, deal, kinds) =>
  db
    .all('SELECT * FROM activities WHERE deal = ? ORDER BY at', [deal])
    .filter(({ kind }) => kinds.includes(kind))
    .map((row) => shownActivity(db, row));

function shownActivity(db, row) {
  const all = {
    id: row.id,
    Subject: row.subject,
    Owner: lookup(db, 'users', row.owner),
    Who_Id: lookup(db, 'contacts', row.contact),
    Description: row.description,
  };
  if (row.kind === 'task')
    return {
      ...all,
      Due_Date: isoDate(row.at),
      Status: row.done === 1 ? 'Completed' : 'Not Started',
      Priority: 'Normal',
    };
  if (row.kind === 'call') return { ...all, Call_Start_Time: zohoTime(row.at), Call_Type: 'Outbound' };
  if (row.kind === 'email') return { ...all, Sent_On: zohoTime(row.at) };
  return {
    ...all,
    Event_Title: row.subject,
    Start_DateTime: zohoTime(row.at),
    End_DateTime: zohoTime(row.at + 3_600_000),
  };
}
