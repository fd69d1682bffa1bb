import { empty, json } from '../kit/reply.mjs';
import { describeObject } from './describe.mjs';
import { deny, notFound, sfError } from './errors.mjs';
import { normalId } from './ids.mjs';
import { fieldNamed, objectNamed } from './names.mjs';
import { OBJECTS } from './objects.mjs';
import { attributes, shown } from './values.mjs';
import { checkNeeded, checkRules, nextId, readFields, updateRecord } from './write.mjs';

/** The routes below `/services/data/vXX.X/sobjects`. */
export function createSobjects(db) {
  const objectOf = ({ params, faults }) => {
    const object = objectNamed(params.object);
    if (!object || faults.denied(object, 'read')) throw deny(404, 'NOT_FOUND', 'The requested resource does not exist');
    return object;
  };
  const rowOf = (object, sent) => {
    const id = normalId(sent);
    const row = id && db.get(`SELECT * FROM "${object}" WHERE "Id" = ?`, [id]);
    if (!row) {
      throw deny(404, 'NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${sent}`);
    }
    return row;
  };

  const read = (context) => {
    const object = objectOf(context);
    const row = rowOf(object, context.params.id);
    const asked = context.query.get('fields')?.split(',') ?? Object.keys(OBJECTS[object].fields);
    const record = { attributes: attributes(context.params.version, object, row.Id) };
    for (const sent of asked) {
      const name = fieldNamed(object, sent.trim());
      const hidden = name && context.faults.denied(object, 'read', name);
      if (hidden && !context.query.has('fields')) continue;
      if (!name || hidden) throw deny(400, 'INVALID_FIELD', `No such column '${sent}' on entity '${object}'.`);
      record[name] = shown(OBJECTS[object].fields[name], row[name]);
    }
    return json(200, { ...record, Id: row.Id });
  };

  const update = (context) => {
    const object = objectOf(context);
    if (!OBJECTS[object].updateable) return sfError(405, 'METHOD_NOT_ALLOWED', `${object} is not updateable`);
    context.faults.beforeWrite();
    const row = rowOf(object, context.params.id);
    checkUnmodified(context, row);
    if (context.faults.denied(object, 'write')) {
      throw deny(403, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
    }
    const values = readFields(db, context, object, context.body, 'update');
    checkRules(context, object, values, { ...row, ...values });
    updateRecord(db, object, row, values, { now: context.now(), userId: context.user.id });
    return empty(204);
  };

  const create = (context) => {
    const object = objectOf(context);
    if (!OBJECTS[object].createable)
      return sfError(405, 'METHOD_NOT_ALLOWED', `entity type ${object} does not support create`);
    if (context.faults.denied(object, 'write')) {
      throw deny(403, 'INSUFFICIENT_ACCESS', `insufficient access rights on entity: ${object}`);
    }
    context.faults.beforeWrite();
    const values = readFields(db, context, object, context.body, 'create');
    checkNeeded(object, values);
    checkRules(context, object, values, values);
    const [now, by, Id] = [context.now(), context.user.id, nextId(db, object)];
    const stamps = {
      CreatedDate: now,
      CreatedById: by,
      LastModifiedDate: now,
      LastModifiedById: by,
      SystemModstamp: now,
    };
    db.insert(object, { ...(NEW[object] ?? (() => ({})))(values, { now, by }), ...values, Id, ...stamps });
    return json(201, { id: Id, success: true, errors: [] });
  };

  const remove = (context) => {
    const object = objectOf(context);
    if (!OBJECTS[object].deletable)
      return sfError(405, 'METHOD_NOT_ALLOWED', `entity type ${object} does not support delete`);
    if (context.faults.denied(object, 'write')) {
      throw deny(403, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
    }
    context.faults.beforeWrite();
    db.remove(object, { Id: rowOf(object, context.params.id).Id });
    return empty(204);
  };

  const describe = (context) => json(200, describeObject(objectOf(context), context));
  const list = () =>
    json(200, { encoding: 'UTF-8', maxBatchSize: 200, sobjects: Object.keys(OBJECTS).map((name) => ({ name })) });

  return { read, update, create, remove, describe, list, notFound };
}

/** What a new record holds beside what was sent. */
const NEW = {
  Task: ({ Status: status }, { now, by }) => ({
    Status: 'Not Started',
    Priority: 'Normal',
    TaskSubtype: 'Task',
    OwnerId: by,
    IsDeleted: false,
    IsClosed: status === 'Completed',
    CompletedDateTime: status === 'Completed' ? now : null,
  }),
  OpportunityContactRole: () => ({ IsPrimary: false }),
};

/** The header counts whole seconds; a record changed within that second counts as unchanged, as HTTP says. */
function checkUnmodified({ headers }, row) {
  const sent = headers['if-unmodified-since'];
  if (sent === undefined) return;
  const since = Date.parse(sent);
  if (Number.isNaN(since) || !sent.endsWith('GMT')) {
    throw deny(400, 'INVALID_HEADER', `invalid If-Unmodified-Since header: ${sent}`);
  }
  if (Math.floor(row.LastModifiedDate / 1000) * 1000 > since) {
    throw deny(412, 'PRECONDITION_FAILED', 'The record was modified after the time given');
  }
}
