import { quoted } from '../kit/database.mjs';
import { raise } from './errors.mjs';
import { compileDomain, mentionsActive, orderSql } from './domain.mjs';
import { MODELS, isColumn, nameFieldOf } from './models.mjs';

const NUMBERS = new Set(['integer', 'float', 'monetary', 'many2one_reference']);

/** Reading records for one user: `env` is `{ db, now, uid, admin, context, faults, checkModel, checkField }`. */
export function createReader(env) {
  const { db } = env;

  const search = (model, domain, { offset = 0, limit, order } = {}) => {
    env.checkModel(model, 'read');
    const { sql, values } = compileDomain(env, model, domain);
    const hasActive = MODELS[model].fields.active && env.context.active_test !== false && !mentionsActive(domain);
    const where = hasActive ? `(${sql}) AND "active" = 1` : sql;
    const tail = `ORDER BY ${orderSql(model, order)} LIMIT ? OFFSET ?`;
    const from = `FROM ${quoted(model)} WHERE ${where}`;
    const rows = db.all(`SELECT * ${from} ${tail}`, [...values, limit || -1, offset || 0]);
    return { rows, count: () => db.get(`SELECT count(*) AS n ${from}`, values).n };
  };

  const rowsOf = (model, ids) => {
    env.checkModel(model, 'read');
    const list = Array.isArray(ids) ? ids : [ids];
    const rows = list.map((id) => db.get(`SELECT * FROM ${quoted(model)} WHERE "id" = ?`, [id]));
    const missing = list.filter((_, index) => !rows[index]);
    if (missing.length > 0) {
      throw raise(
        'MissingError',
        `Record does not exist or has been deleted.\n(Record: ${model}(${missing.join(', ')},), User: ${env.uid})`,
      );
    }
    return rows;
  };

  const nameOf = (model, id) =>
    model === 'ir.model.fields' || MODELS[model]
      ? (db.get(`SELECT ${quoted(nameFieldOf(model))} AS name FROM ${quoted(model)} WHERE "id" = ?`, [id])?.name ??
        `${model},${id}`)
      : '';

  const many = (model, name, row) => {
    const { type, relation, relation_field: inverse } = MODELS[model].fields[name];
    if (type === 'many2many') {
      const sql = 'SELECT other FROM links WHERE model = ? AND field = ? AND id = ? ORDER BY other';
      return db.all(sql, [model, name, row.id]).map(({ other }) => other);
    }
    const sql = `SELECT "id" FROM ${quoted(relation)} WHERE ${quoted(inverse)} = ? ORDER BY ${orderSql(relation)}`;
    return db.all(sql, [row.id]).map(({ id }) => id);
  };

  const computed = (model, name, row) => {
    if (name === 'display_name') return row[nameFieldOf(model)] ?? `${model},${row.id}`;
    const today = new Date(env.now()).toISOString().slice(0, 10);
    return row.date_deadline < today ? 'overdue' : row.date_deadline === today ? 'today' : 'planned';
  };

  /** One value as JSON-RPC has it: what is blank is false, a blank number 0. */
  const value = (model, name, row, { pairs }) => {
    const field = MODELS[model].fields[name];
    if (field.type === 'one2many' || field.type === 'many2many') return many(model, name, row);
    const raw = isColumn(field) ? row[name] : computed(model, name, row);
    if (field.type === 'boolean') return raw === 1;
    if (NUMBERS.has(field.type)) return raw ?? 0;
    if (raw === null || raw === undefined || raw === '') return false;
    if (name === 'duration_tracking') return running(row, JSON.parse(raw), env.now());
    if (field.type === 'many2one' && pairs) return [raw, nameOf(field.relation, raw)];
    return raw;
  };

  const fieldsOf = (model, asked) => {
    const names =
      asked && asked.length > 0
        ? asked
        : Object.keys(MODELS[model].fields).filter((name) => env.mayField(model, name, 'read'));
    for (const name of names) {
      if (!MODELS[model].fields[name]) throw raise('ValueError', `Invalid field '${name}' on model '${model}'`);
      env.checkField(model, name, 'read');
    }
    return [...new Set(['id', ...names])];
  };

  const read = (model, rows, asked, load = '_classic_read') => {
    const names = fieldsOf(model, asked);
    const pairs = load === '_classic_read';
    return rows.map((row) => Object.fromEntries(names.map((name) => [name, value(model, name, row, { pairs })])));
  };

  /** Records with those they lead to, as the specification asks: `{ stage_id: { fields: { display_name: {} } } }`. */
  const webRead = (model, rows, specification) => {
    const names = fieldsOf(model, Object.keys(specification));
    return rows.map((row) =>
      Object.fromEntries(names.map((name) => [name, follow(model, name, row, specification[name] ?? {})])),
    );
  };

  const follow = (model, name, row, { fields, limit, order }) => {
    const { type, relation } = MODELS[model].fields[name];
    const plain = value(model, name, row, { pairs: false });
    if (!fields || !relation || plain === false) return plain;
    if (type === 'many2one') return webRead(relation, rowsOf(relation, [plain]), fields)[0];
    const ids = plain.slice(0, limit || undefined);
    if (ids.length === 0) return [];
    const sorted = order ? search(relation, [['id', 'in', ids]], { order }).rows : rowsOf(relation, ids);
    return webRead(relation, sorted, fields);
  };

  return { search, rowsOf, read, webRead };
}

/** The running stage counts up to now, for as long as the deal is open. */
function running(row, durations, now) {
  if (row.date_closed !== null) return durations;
  const since = Math.round((now - Date.parse(`${row.date_last_stage_update.replace(' ', 'T')}Z`)) / 1000);
  return { ...durations, [row.stage_id]: (durations[row.stage_id] ?? 0) + since };
}
