import { empty, json } from '../kit/reply.mjs';
import { deny } from './errors.mjs';
import { typeOf } from './objects.mjs';
import { scopeOf, typeNamed } from './properties.mjs';
import { ASSOCIATIONS, ROLE_LABELS } from './links.mjs';

/** The routes below `/crm/v4/…associations…`: who belongs to a deal, with the admin's labels (their roles). */
export function createAssociations(db) {
  const other = (context) => {
    const to = typeNamed(context.params.to);
    if (!to) throw deny(400, 'VALIDATION_ERROR', `Unable to infer object type from: ${context.params.to}`);
    context.needs(scopeOf(to, 'read'));
    return to;
  };
  const linked = (from, id, to) => {
    const sql = 'SELECT * FROM associations WHERE "from" = ? AND id = ? AND "to" = ? ORDER BY rowid';
    const byTarget = Map.groupBy(db.all(sql, [from, id, to]), ({ toId }) => toId);
    return [...byTarget].map(([toId, rows]) => ({
      toObjectId: Number(toId),
      associationTypes: rows.map(({ category, typeId, label }) => ({ category, typeId, label })),
    }));
  };

  const list = (context) => {
    const [from, to] = [typeOf(context, 'read'), other(context)];
    if (!db.get(`SELECT 1 FROM "${from}" WHERE id = ?`, [context.params.id])) {
      throw deny(404, 'OBJECT_NOT_FOUND', 'resource not found');
    }
    const limit = Number(context.query.get('limit') ?? 500);
    if (!(limit >= 1 && limit <= 500)) throw deny(400, 'VALIDATION_ERROR', 'limit must be between 1 and 500');
    const start = Number(context.query.get('after') ?? 0);
    const all = linked(from, context.params.id, to);
    const next = start + limit < all.length ? { paging: { next: { after: String(start + limit) } } } : {};
    return json(200, { results: all.slice(start, start + limit), ...next });
  };

  const batch = (context) => {
    const [from, to] = [typeOf(context, 'read'), other(context)];
    const { inputs } = context.body ?? {};
    if (!Array.isArray(inputs) || inputs.length > 1000)
      throw deny(400, 'VALIDATION_ERROR', 'inputs must hold up to 1000 ids');
    const results = inputs.map(({ id }) => ({ from: { id: String(id) }, to: linked(from, String(id), to) }));
    return json(200, { status: 'COMPLETE', results: results.filter((one) => one.to.length > 0) });
  };

  const labels = (context) => {
    typeOf(context, 'read');
    const own = other(context) === 'contacts' ? ROLE_LABELS : [];
    return json(200, { results: [{ category: 'HUBSPOT_DEFINED', typeId: 3, label: null }, ...own] });
  };

  /** The label of a type that may be set between two types of records; HubSpot's own has none. */
  const typed = (to, { associationCategory: category, associationTypeId: typeId } = {}) => {
    const own = to === 'contacts' ? ROLE_LABELS : [];
    const found = [{ category: 'HUBSPOT_DEFINED', typeId: ASSOCIATIONS[`deals:${to}`], label: null }, ...own].find(
      (each) => each.category === category && each.typeId === typeId,
    );
    if (found) return found;
    const type = `${String(category)}/${String(typeId)}`;
    throw deny(400, 'VALIDATION_ERROR', `One or more association types are invalid: ${type}`);
  };
  const changing = (context) => {
    const [from, to] = [typeOf(context, 'write'), other(context)];
    context.needs(scopeOf(to, 'write'));
    if (context.faults.denied(to, 'write')) throw deny(403, 'FORBIDDEN', 'You do not have permissions to edit this.');
    context.faults.beforeWrite();
    return [from, to];
  };

  /** Sets labels between two records, which are linked by it. */
  const put = (context) => {
    const [from, to] = changing(context);
    const { id, toId } = context.params;
    for (const [type, one] of [
      [from, id],
      [to, toId],
    ]) {
      if (!db.get(`SELECT 1 FROM "${type}" WHERE id = ?`, [one]))
        throw deny(404, 'OBJECT_NOT_FOUND', `Object not found. objectId are usually numeric: ${one}`);
    }
    if (!Array.isArray(context.body) || context.body.length === 0)
      throw deny(400, 'VALIDATION_ERROR', 'Invalid input JSON: a list of association types is required');
    const types = context.body.map((sent) => typed(to, sent));
    const plain = { category: 'HUBSPOT_DEFINED', typeId: ASSOCIATIONS[`${from}:${to}`], label: null };
    const has = linked(from, id, to).find(({ toObjectId }) => String(toObjectId) === toId)?.associationTypes ?? [];
    const missing = [plain, ...types].filter((type) => !has.some(({ typeId }) => typeId === type.typeId));
    for (const type of missing) db.insert('associations', { from, id, to, toId, ...type });
    return json(201, {
      fromObjectTypeId: '0-3',
      fromObjectId: Number(id),
      toObjectTypeId: '0-1',
      toObjectId: Number(toId),
      labels: types.flatMap(({ label }) => label ?? []),
    });
  };

  /** Takes labels away; the records stay linked. */
  const archive = (context) => {
    const [from, to] = changing(context);
    const { inputs } = context.body ?? {};
    if (!Array.isArray(inputs)) throw deny(400, 'VALIDATION_ERROR', 'inputs must be a list');
    for (const { from: start, to: end, types } of inputs) {
      for (const { category, typeId } of types.map((sent) => typed(to, sent))) {
        db.remove('associations', { from, id: String(start.id), to, toId: String(end.id), category, typeId });
      }
    }
    return empty(204);
  };
  return { list, batch, labels, put, archive };
}
