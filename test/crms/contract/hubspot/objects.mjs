import { isoInstant } from '../kit/clock.mjs';
import { json } from '../kit/reply.mjs';
import { answers, deny, denyValues } from './errors.mjs';
import { PIPELINE, scopeOf, TYPES, typeNamed } from './properties.mjs';
import { ASSOCIATIONS } from './links.mjs';
import { readProperties } from './values.mjs';

const ALWAYS = { deals: ['createdate', 'hs_lastmodifieddate', 'hs_object_id'] };
const listOf = (value) => (value ? value.split(',').map((part) => part.trim()) : []);

/** The type a path names; refused where there is none or the token lacks its scope. */
export function typeOf(context, action) {
  const type = typeNamed(context.params.type);
  if (!type) throw deny(400, 'VALIDATION_ERROR', `Unable to infer object type from: ${context.params.type}`);
  context.needs(scopeOf(type, action));
  return type;
}

/** One record as the API shows it; names that are no property are left out, blank ones are null. */
export function shown(db, type, row, { properties = [], history = [], associations = [] }) {
  const names = properties.length > 0 ? [...properties, ...(ALWAYS[type] ?? ['hs_object_id'])] : TYPES[type].defaults;
  const known = new Set([...names, ...history].filter((name) => TYPES[type].properties[name]));
  const record = {
    id: row.id,
    properties: Object.fromEntries([...known].map((name) => [name, row[name] ?? null])),
    createdAt: row[TYPES[type].created],
    updatedAt: row.hs_lastmodifieddate,
    archived: false,
  };
  if (history.length > 0) record.propertiesWithHistory = historyOf(db, type, row, history);
  const linked = associations.map((to) => [to, associated(db, type, row.id, to)]).filter(([, list]) => list.length > 0);
  if (linked.length > 0) record.associations = Object.fromEntries(linked.map(([to, results]) => [to, { results }]));
  return record;
}

function historyOf(db, type, row, names) {
  const versions = names
    .filter((name) => TYPES[type].properties[name])
    .map((name) => {
      const found = db.all('SELECT * FROM history WHERE id = ? AND property = ? ORDER BY at DESC, rowid DESC', [
        row.id,
        name,
      ]);
      const all =
        found.length > 0 || row[name] === null
          ? found
          : [{ value: row[name], at: row[TYPES[type].created], owner: null }];
      return [name, all.map(version)];
    });
  return Object.fromEntries(versions);
}

const version = ({ value, at, owner }) => ({
  value: value ?? '',
  timestamp: at,
  sourceType: 'CRM_UI',
  ...(owner ? { sourceId: `userId:${owner}`, updatedByUserId: Number(owner) } : {}),
});

function associated(db, from, id, to) {
  const single = (name) => (name === 'companies' ? 'company' : name.slice(0, -1));
  const type = typeNamed(to);
  if (!type) throw deny(400, 'VALIDATION_ERROR', `No associated object type found for ${to}`);
  const sql = 'SELECT * FROM associations WHERE "from" = ? AND id = ? AND "to" = ? ORDER BY rowid';
  return db.all(sql, [from, id, type]).map(({ toId, label }) => {
    const name = `${single(from)}_to_${single(type)}`;
    return { id: toId, type: label ? `${name}_${label.toLowerCase().replaceAll(' ', '_')}` : name };
  });
}

/** The routes below `/crm/v3/objects/{type}`. */
export function createObjects(db, portalId) {
  const rowOf = (type, id) => db.get(`SELECT * FROM "${type}" WHERE id = ?`, [id]);
  const found = (type, id) => {
    const row = rowOf(type, id);
    if (!row) throw deny(404, 'OBJECT_NOT_FOUND', 'resource not found');
    return row;
  };
  const asked = ({ query }) => ({
    properties: listOf(query.get('properties')),
    history: listOf(query.get('propertiesWithHistory')),
    associations: listOf(query.get('associations')),
  });
  const writing = (context) => ({
    portalId,
    denied: context.faults.denied,
    owners: db.all('SELECT id FROM owners').map(({ id }) => id),
  });

  const read = (context) => {
    const type = typeOf(context, 'read');
    return json(200, shown(db, type, found(type, context.params.id), asked(context)));
  };

  const list = (context) => {
    const type = typeOf(context, 'read');
    const wanted = asked(context);
    const most = wanted.history.length > 0 ? 50 : 100;
    const limit = Number(context.query.get('limit') ?? 10);
    if (!(limit >= 1 && limit <= most)) throw deny(400, 'VALIDATION_ERROR', `limit must be between 1 and ${most}`);
    const after = context.query.get('after') ?? '0';
    if (!/^\d+$/.test(after)) throw deny(400, 'VALIDATION_ERROR', `Invalid after: ${after}`);
    const sql = `SELECT * FROM "${type}" WHERE CAST(id AS INTEGER) >= ? ORDER BY CAST(id AS INTEGER) LIMIT ?`;
    const rows = db.all(sql, [Number(after), limit + 1]);
    const next = rows[limit]?.id;
    const results = rows.slice(0, limit).map((row) => shown(db, type, row, wanted));
    const link = `${context.origin}${context.path}?after=${next}&limit=${limit}`;
    return json(200, { results, ...(next ? { paging: { next: { after: next, link } } } : {}) });
  };

  const batchRead = (context) => {
    const type = typeOf(context, 'read');
    const { inputs, properties = [], propertiesWithHistory: history = [] } = context.body ?? {};
    const most = history.length > 0 ? 50 : 100;
    if (!Array.isArray(inputs) || inputs.length === 0 || inputs.length > most) {
      throw deny(400, 'VALIDATION_ERROR', `inputs must hold between 1 and ${most} ids`);
    }
    const missing = inputs.map(({ id }) => String(id)).filter((id) => !rowOf(type, id));
    const rows = inputs.map(({ id }) => rowOf(type, String(id))).filter(Boolean);
    const at = isoInstant(context.now());
    const body = {
      status: 'COMPLETE',
      results: rows.map((row) => shown(db, type, row, { properties, history })),
      startedAt: at,
      completedAt: at,
    };
    if (missing.length === 0) return json(200, body);
    const message = `Could not get some ${type} objects, they may be deleted or not exist. Check that ids are valid.`;
    const error = { status: 'error', category: 'OBJECT_NOT_FOUND', message, context: { ids: missing } };
    return json(207, { ...body, numErrors: 1, errors: [error] });
  };

  const propertiesOf = (context) => {
    const { properties } = context.body ?? {};
    if (properties === null || typeof properties !== 'object' || Array.isArray(properties)) {
      throw deny(400, 'VALIDATION_ERROR', 'Invalid input JSON: properties is required');
    }
    return properties;
  };
  const checkRules = (context, type, values, row) => {
    const rule = context.faults.brokenRule(type, values, row);
    const problem = rule && { name: rule.field ?? '', code: 'FAILED_CUSTOM_VALIDATION', message: rule.message };
    if (problem) throw denyValues([problem], portalId);
  };

  const update = (context) => {
    const type = typeOf(context, 'write');
    context.faults.beforeWrite();
    const row = found(type, context.params.id);
    const values = readProperties(type, propertiesOf(context), writing(context));
    checkRules(context, type, values, { ...row, ...values });
    write(db, type, row, values, { now: context.now(), owner: context.user.id });
    const names = [...TYPES[type].defaults, ...Object.keys(values)];
    return json(200, shown(db, type, rowOf(type, row.id), { properties: names }));
  };

  const create = (context) => {
    const type = typeOf(context, 'write');
    if (!TYPES[type].creatable) return answers.notAllowed();
    context.faults.beforeWrite();
    const values = readProperties(type, propertiesOf(context), writing(context));
    for (const [name, { required }] of Object.entries(TYPES[type].properties)) {
      const problem = { name, code: 'REQUIRED_FIELD', message: `${name} is required` };
      if (required && !values[name]) throw denyValues([problem], portalId);
    }
    checkRules(context, type, values, values);
    const links = linksOf(db, type, context.body.associations ?? []);
    const id = String(9_000_000_000 + db.get(`SELECT count(*) AS n FROM "${type}"`).n);
    const at = isoInstant(context.now());
    db.insert(type, { ...values, id, hs_object_id: id, hs_createdate: at, hs_lastmodifieddate: at });
    for (const { target, targetId, typeId } of links) {
      const plain = { label: null, category: 'HUBSPOT_DEFINED' };
      db.insert('associations', { from: type, id, to: target, toId: targetId, typeId, ...plain });
      const back = ASSOCIATIONS[`${target}:${type}`];
      db.insert('associations', { from: target, id: targetId, to: type, toId: id, typeId: back, ...plain });
    }
    return json(
      201,
      shown(db, type, rowOf(type, id), { properties: [...TYPES[type].defaults, ...Object.keys(values)] }),
    );
  };
  return { read, list, batchRead, update, create };
}

/** What a new record is linked to, checked: a type number that does not fit the two types is refused. */
function linksOf(db, type, associations) {
  return associations.flatMap(({ to, types = [] }) =>
    types.map(({ associationTypeId }) => {
      const pair = Object.keys(ASSOCIATIONS).find((one) => ASSOCIATIONS[one] === associationTypeId);
      const target = pair?.startsWith(`${type}:`) ? pair.split(':')[1] : undefined;
      if (!target) {
        throw deny(
          400,
          'VALIDATION_ERROR',
          `association type ${associationTypeId} is not valid between these object types`,
        );
      }
      if (!db.get(`SELECT 1 FROM "${target}" WHERE id = ?`, [String(to?.id)])) {
        throw deny(
          400,
          'VALIDATION_ERROR',
          `Some associations could not be created: ${target} ${to?.id} does not exist`,
        );
      }
      return { target, targetId: String(to.id), typeId: associationTypeId };
    }),
  );
}

/** Writes the values, what a stage brings with it, the versions and the time stamp; `owner` wrote it. */
export function write(db, type, row, values, { now, owner }) {
  const at = isoInstant(now);
  const changed = Object.entries(values).filter(([name, value]) => row[name] !== value);
  const stage = changed.find(([name]) => type === 'deals' && name === 'dealstage')?.[1];
  const { metadata } = PIPELINE.stages.find(({ id }) => id === stage) ?? {};
  const derived = metadata && {
    hs_deal_stage_probability: String(Number(metadata.probability)),
    hs_is_closed: metadata.isClosed,
    hs_is_closed_won: String(Number(metadata.probability) === 1),
    hs_v2_date_entered_current_stage: at,
    [`hs_v2_date_entered_${stage}`]: at,
  };
  for (const [property, value] of changed) {
    const had = db.get('SELECT 1 FROM history WHERE id = ? AND property = ?', [row.id, property]);
    const first = { type, id: row.id, property, value: row[property], at: row[TYPES[type].created], owner: null };
    if (!had && row[property] !== null) db.insert('history', first);
    db.insert('history', { type, id: row.id, property, value, at, owner });
  }
  db.update(type, { id: row.id }, { ...Object.fromEntries(changed), ...derived, hs_lastmodifieddate: at });
}
