import { isoInstant } from '../kit/clock.mjs';
import { uuidOf } from './data.mjs';
import { OBJECTS } from './fields.mjs';
import { assertUuid, columnsFor, fault } from './values.mjs';

/** What REST and GraphQL do alike. @param {ReturnType<typeof import('../kit/database.mjs').openDatabase>} db */
export const records = (db) => ({
  one: (context, object, id) => {
    assertUuid(id);
    permitted(context, object, 'read');
    const row = db.get(`SELECT * FROM ${object} WHERE id = ? AND deletedAt IS NULL`, [id]);
    if (!row) throw fault('Record not found', 404);
    return row;
  },
  update: (context, object, id, data) => {
    assertUuid(id);
    permitted(context, object, 'write');
    const columns = columnsFor(db, object, data);
    context.faults.beforeWrite();
    const row = db.get(`SELECT * FROM ${object} WHERE id = ? AND deletedAt IS NULL`, [id]);
    if (!row) throw fault('Record not found', 404);
    ruled(context, object, data, { ...row, ...columns });
    db.update(object, { id }, { ...columns, updatedAt: isoInstant(context.now()) });
    if (object === 'opportunities' && columns.stage && columns.stage !== row.stage)
      tell(db, context, row, columns.stage);
    return db.get(`SELECT * FROM ${object} WHERE id = ?`, [id]);
  },
  create: (context, object, data) => {
    permitted(context, object, 'write');
    const time = isoInstant(context.now());
    const row = { id: nextId(db, object), createdAt: time, updatedAt: time, ...columnsFor(db, object, data) };
    ruled(context, object, data, row);
    db.insert(object, row);
    return db.get(`SELECT * FROM ${object} WHERE id = ?`, [row.id]);
  },
});

/** A role may be kept from an object or from one field of it. */
export function permitted({ faults, user }, object, action) {
  const kept = faults.denied(object, action) || (action === 'write' && user.readOnly);
  if (kept)
    throw Object.assign(fault('Entity performing the request does not have permission', 403), { code: 'FORBIDDEN' });
}

function ruled({ faults }, object, data, row) {
  const rule = faults.brokenRule(OBJECTS[object].singular, data, row);
  if (rule) throw fault(rule.message);
}

function tell(db, { now, user }, row, stage) {
  const time = isoInstant(now());
  const properties = JSON.stringify({ diff: { stage: { before: row.stage, after: stage } }, updatedFields: ['stage'] });
  db.insert('timelineActivities', {
    id: nextId(db, 'timelineActivities'),
    createdAt: time,
    updatedAt: time,
    name: 'opportunity.updated',
    happensAt: time,
    properties,
    opportunityId: row.id,
    workspaceMemberId: user.id,
  });
}

/** Ids count on, so that a run gives the same as the last. */
/** Far above the made-up records, whose numbers have gaps. */
const nextId = (db, object) => uuidOf(object, 800_000 + Number(db.get(`SELECT count(*) AS n FROM ${object}`).n));
