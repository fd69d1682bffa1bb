import { createReader } from './read.mjs';
import { raise } from './errors.mjs';
import { MODELS } from './models.mjs';
import { checkRules, createActivity, readValues, updateRow } from './write.mjs';

const ACTIONS = { read: 'access', write: 'modify', create: 'create' };
const listOf = (ids) => (Array.isArray(ids) ? ids : [ids]);

/** Who asks, what the user may, and the call's own context. */
export function createEnv({ db, now, faults, uid, context = {} }) {
  const admin = uid === 1;
  const mayField = (model, name, action) =>
    (admin || !MODELS[model].fields[name]?.adminOnly) && !faults.denied(model, action, name);
  return {
    db,
    now,
    faults,
    uid,
    context: context ?? {},
    mayField,
    checkModel: (model, action) => {
      if ((admin || !MODELS[model].adminOnly) && !faults.denied(model, action)) return;
      throw raise(
        'AccessError',
        `You are not allowed to ${ACTIONS[action]} '${MODELS[model].title}' (${model}) records.`,
      );
    },
    checkField: (model, name, action) => {
      if (mayField(model, name, action)) return;
      throw raise(
        'AccessError',
        `You do not have enough rights to access the field "${name}" on ${MODELS[model].title} (${model}).`,
      );
    },
  };
}

/** The public methods; each takes the environment, the model and its own arguments by position or by name. */
const METHODS = {
  read: {
    names: ['ids', 'fields', 'load'],
    run: (env, model, { ids, fields, load }) => {
      const reader = createReader(env);
      return reader.read(model, reader.rowsOf(model, ids), fields, load);
    },
  },
  web_read: {
    names: ['ids', 'specification'],
    run: (env, model, { ids, specification = {} }) => {
      const reader = createReader(env);
      return reader.webRead(model, reader.rowsOf(model, ids), specification);
    },
  },
  search: {
    names: ['domain', 'offset', 'limit', 'order'],
    run: (env, model, { domain = [], ...page }) =>
      createReader(env)
        .search(model, domain, page)
        .rows.map(({ id }) => id),
  },
  search_count: {
    names: ['domain', 'limit'],
    run: (env, model, { domain = [], limit }) => {
      const count = createReader(env).search(model, domain, { limit: 1 }).count();
      return limit ? Math.min(count, limit) : count;
    },
  },
  search_read: {
    names: ['domain', 'fields', 'offset', 'limit', 'order'],
    run: (env, model, { domain = [], fields, load, ...page }) => {
      const reader = createReader(env);
      return reader.read(model, reader.search(model, domain, page).rows, fields, load);
    },
  },
  web_search_read: {
    names: ['domain', 'specification', 'offset', 'limit', 'order', 'count_limit'],
    run: (env, model, { domain = [], specification = {}, count_limit: most, ...page }) => {
      const reader = createReader(env);
      const { rows, count } = reader.search(model, domain, page);
      const length = most ? Math.min(count(), most) : count();
      return { length, records: reader.webRead(model, rows, specification) };
    },
  },
  fields_get: { names: ['allfields', 'attributes'], run: fieldsGet },
  write: { names: ['ids', 'vals'], run: write },
  web_save: {
    names: ['ids', 'vals', 'specification'],
    run: (env, model, { ids, vals, specification = {} }) => {
      const saved = listOf(ids).length === 0 ? listOf(create(env, model, { vals_list: [vals] })) : listOf(ids);
      if (listOf(ids).length > 0) write(env, model, { ids, vals });
      const reader = createReader(env);
      return reader.webRead(model, reader.rowsOf(model, saved), specification);
    },
  },
  create: { names: ['vals_list'], run: create },
  action_set_won: {
    only: 'crm.lead',
    names: ['ids'],
    run: (env, model, { ids }) => {
      const won = env.db.get('SELECT "id" FROM "crm.stage" WHERE "is_won" = 1 ORDER BY "sequence"').id;
      return write(env, model, { ids, vals: { active: true, stage_id: won } });
    },
  },
  action_set_lost: {
    only: 'crm.lead',
    names: ['ids'],
    run: (env, model, { ids, lost_reason_id: reason = false }) =>
      write(env, model, { ids, vals: { active: false, lost_reason_id: reason } }),
  },
};

/** `model.method(*args, **kwargs)`; `context` is taken out of the keyword arguments. */
export function callMethod(base, model, method, args = [], kwargs = {}) {
  if (!MODELS[model]) throw raise('KeyError', model);
  if (method.startsWith('_')) {
    throw raise('AccessError', `Private methods (such as '${model}.${method}') cannot be called remotely.`);
  }
  const known = METHODS[method];
  if (!known || (known.only && known.only !== model)) {
    throw raise('AttributeError', `The method '${model}.${method}' does not exist`);
  }
  if (args.length > known.names.length)
    throw raise('TypeError', `${method}() takes ${known.names.length} arguments but ${args.length} were given`);
  const { context, ...named } = kwargs;
  const byPosition = Object.fromEntries(args.map((value, index) => [known.names[index], value]));
  return known.run(createEnv({ ...base, context }), model, { ...byPosition, ...named });
}

function fieldsGet(env, model, { allfields, attributes }) {
  env.checkModel(model, 'read');
  const entries = Object.entries(MODELS[model].fields)
    .filter(
      ([name]) =>
        (!allfields || allfields.length === 0 || allfields.includes(name)) && env.mayField(model, name, 'read'),
    )
    .map(([name, { tracked: _tracked, adminOnly: _adminOnly, ...field }]) => {
      const full = {
        name,
        ...field,
        searchable: field.store,
        sortable: field.store,
        readonly: field.readonly || !env.mayField(model, name, 'write'),
      };
      const wanted = Object.entries(full).filter(
        ([key]) => !attributes || attributes.length === 0 || attributes.includes(key),
      );
      return [name, Object.fromEntries(wanted)];
    });
  return Object.fromEntries(entries);
}

function write(env, model, { ids, vals }) {
  env.faults.beforeWrite();
  if (!MODELS[model].update)
    throw raise('AccessError', `You are not allowed to modify '${MODELS[model].title}' (${model}) records.`);
  const rows = createReader(env).rowsOf(model, ids);
  env.checkModel(model, 'write');
  const values = readValues(env, model, vals);
  for (const row of rows) checkRules(env, model, values, row);
  for (const row of rows) updateRow(env, model, row, values);
  return true;
}

/** One dictionary gives an id, a list of them a list. */
function create(env, model, { vals_list: sent }) {
  env.checkModel(model, 'create');
  if (!MODELS[model].create)
    throw raise('AccessError', `You are not allowed to create '${MODELS[model].title}' (${model}) records.`);
  env.faults.beforeWrite();
  if (env.faults.denied(model, 'write'))
    throw raise('AccessError', `You are not allowed to create '${MODELS[model].title}' (${model}) records.`);
  return Array.isArray(sent) ? sent.map((one) => createActivity(env, one)) : createActivity(env, sent);
}
