import { isoDate, isoSeconds } from '../kit/clock.mjs';
import { empty } from '../kit/reply.mjs';
import { ENTITIES } from './entities.mjs';
import { answers, badPayload, deny, odata } from './errors.mjs';
import { guidOf, normalGuid } from './names.mjs';
import { doesNotExist, entityOf, missingPrivilege, preferencesOf, rowOf, wayOf } from './read.mjs';
import { etagOf, shown } from './show.mjs';
import { checkWrite, readBody, updateRow } from './write.mjs';

/** Updating, creating and closing. */
export function createRecords(org) {
  const { db, nextVersion } = org;

  const writable = (context, action) => {
    const entity = entityOf(context);
    if (!ENTITIES[entity][action])
      throw deny(405, '0x80040800', `The '${action}' method does not support entities of type '${entity}'.`);
    if (context.faults.denied(entity, 'write'))
      throw missingPrivilege(action === 'create' ? 'Create' : 'Write', entity);
    if (context.otherType) throw deny(415, '0x80048d19', 'The content type of the request is not supported.');
    return entity;
  };

  const answer = (context, entity, id, status) => {
    const url = `${context.origin}/api/data/v9.2/${ENTITIES[entity].set}(${id})`;
    const { representation, applied } = preferencesOf(context);
    if (!representation) return empty(204, { 'odata-version': '4.0', 'odata-entityid': url });
    const record = shown(db, entity, rowOf(db, entity, id), wayOf(entity, context));
    return odata(status, record, { ...applied, 'odata-entityid': url });
  };

  const insert = (context, entity, id, values) => {
    const [at, userId] = [isoSeconds(context.now()), context.user.id];
    const stamps = { createdon: at, modifiedon: at, _createdby_value: userId, _modifiedby_value: userId };
    const all = {
      statecode: 0,
      ...(entity === 'opportunity' ? { statuscode: 1 } : { prioritycode: 1 }),
      _ownerid_value: userId,
    };
    const has = (name) => name.replace(/^_(.*)_value$/, '$1') in ENTITIES[entity].attributes;
    const defaults = Object.fromEntries(Object.entries(all).filter(([name]) => has(name)));
    const row = { ...defaults, ...values, [ENTITIES[entity].key]: id, ...stamps, versionnumber: nextVersion() };
    for (const [name, { required }] of Object.entries(ENTITIES[entity].attributes)) {
      if (required === 'ApplicationRequired' && !row[name])
        throw badPayload(`The required field '${name}' is missing.`);
    }
    checkWrite(context, entity, values, defaults);
    db.insert(entity, row);
    if (entity === 'task') db.insert('activitypointer', { ...row, activitytypecode: 'task' });
  };

  const update = (context) => {
    const entity = writable(context, 'update');
    context.faults.beforeWrite();
    const { id } = context.params;
    const row = rowOf(db, entity, id);
    const condition = context.headers['if-match'];
    if (!row) {
      // Without If-Match a PATCH creates what is not there; with it, it must not.
      if (condition !== undefined || !ENTITIES[entity].create) throw doesNotExist(entity, id);
      insert(context, entity, normalGuid(id), readBody(db, context, entity, context.body));
      return answer(context, entity, id, 201);
    }
    if (context.headers['if-none-match'] === '*') {
      throw deny(412, '0x80060882', 'A record with matching key values already exists.');
    }
    if (condition !== undefined && condition !== '*' && condition !== etagOf(row)) {
      throw deny(
        412,
        '0x80060882',
        "The version of the existing record doesn't match the RowVersion property provided.",
      );
    }
    const values = readBody(db, context, entity, context.body);
    checkWrite(context, entity, values, row);
    updateRow(org, entity, row, values, { now: context.now(), userId: context.user.id });
    return answer(context, entity, id, 200);
  };

  const create = (context) => {
    const entity = writable(context, 'create');
    context.faults.beforeWrite();
    const values = readBody(db, context, entity, context.body);
    const id = guidOf(entity, 0xf0_00_00 + db.get(`SELECT coalesce(max(rowid), 0) AS n FROM "${entity}"`).n);
    insert(context, entity, id, values);
    return answer(context, entity, id, 201);
  };

  const remove = (context) => {
    const entity = writable(context, 'remove');
    context.faults.beforeWrite();
    const row = rowOf(db, entity, context.params.id);
    if (!row) throw doesNotExist(entity, context.params.id);
    db.remove(entity, { [ENTITIES[entity].key]: row[ENTITIES[entity].key] });
    return empty(204, { 'odata-version': '4.0' });
  };

  /** `POST WinOpportunity` and `LoseOpportunity`: the only way to close an opportunity. */
  const close = (won) => (context) => {
    const { Status: status, OpportunityClose: closing = {} } = context.body ?? {};
    const sent = /opportunities\(([^)]+)\)$/.exec(closing['opportunityid@odata.bind'] ?? '')?.[1];
    const row = sent && rowOf(db, 'opportunity', sent);
    if (!row) throw badPayload("'OpportunityClose' must name the opportunity.");
    if (context.faults.denied('opportunity', 'write')) throw missingPrivilege('Write', 'opportunity');
    if (row.statecode !== 0) throw deny(400, '0x80043b0b', 'The opportunity is already closed.');
    const allowed = won ? [3, -1] : [4, 5, -1];
    if (!allowed.includes(status))
      throw deny(400, '0x80048408', `${status} is not a valid status code on opportunity.`);
    const statuscode = status === -1 ? allowed[0] : status;
    const values = { statecode: won ? 1 : 2, statuscode, actualclosedate: isoDate(context.now()) };
    context.faults.beforeWrite();
    updateRow(org, 'opportunity', row, values, { now: context.now(), userId: context.user.id });
    return empty(204, { 'odata-version': '4.0' });
  };
  return { update, create, remove, win: close(true), lose: close(false), notAllowed: answers.notAllowed };
}
