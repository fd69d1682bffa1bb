import { json } from '../kit/reply.mjs';
import { deny } from './errors.mjs';
import { typeOf } from './objects.mjs';
import { scopeOf, typeNamed } from './properties.mjs';
import { ROLE_LABELS } from './links.mjs';

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
  return { list, batch, labels };
}
