import { DatabaseSync } from 'node:sqlite';

/** @param {string} name @returns {string} a name as SQL takes it; the servers build SQL of known columns only, and quote them all the same */
export const quoted = (name) => `"${name.replaceAll('"', '""')}"`;

const stored = (value) => {
  if (value === undefined) return null;
  return typeof value === 'boolean' ? Number(value) : value;
};

/**
 * A database in memory with the tables given: `{ deals: { columns: { id: 'INTEGER PRIMARY KEY', name: 'TEXT' }, rows: [...] } }`.
 * Booleans are kept as 0 and 1; a column that a row does not have is null.
 * @param {Record<string, { columns: Record<string, string>, rows?: readonly object[], index?: readonly string[] }>} tables
 */
export function openDatabase(tables) {
  const db = new DatabaseSync(':memory:');
  for (const [name, { columns, rows = [], index = [] }] of Object.entries(tables)) {
    const list = Object.entries(columns).map(([column, type]) => `${quoted(column)} ${type}`);
    db.exec(`CREATE TABLE ${quoted(name)} (${list.join(', ')})`);
    fill(db, name, Object.keys(columns), rows);
    // After the rows: an index that grows with each of them costs more.
    for (const column of index) {
      db.exec(`CREATE INDEX ${quoted(`${name}.${column}`)} ON ${quoted(name)} (${quoted(column)})`);
    }
  }
  /** @type {Map<string, import('node:sqlite').StatementSync>} */
  const statements = new Map();
  // The servers ask the same few things again and again.
  const prepared = (sql) => {
    const statement = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    /** @param {string} sql @param {readonly unknown[]} [values] */
    all: (sql, values = []) => prepared(sql).all(...values.map(stored)),
    /** @param {string} sql @param {readonly unknown[]} [values] */
    get: (sql, values = []) => prepared(sql).get(...values.map(stored)),
    /** @param {string} table @param {Record<string, unknown>} row @returns {number} the row id */
    insert: (table, row) => insert(db, table, row),
    /** @param {string} table @param {Record<string, unknown>} where equal columns, joined by AND @param {Record<string, unknown>} values @returns {number} rows changed */
    update: (table, where, values) => update(db, table, where, values),
    /** @param {string} table @param {Record<string, unknown>} where equal columns, joined by AND @returns {number} rows removed */
    remove: (table, where) => remove(db, table, where),
    /** @param {string} sql without values: savepoints */
    exec: (sql) => db.exec(sql),
    close: () => db.close(),
  };
}

function fill(db, table, columns, rows) {
  const slots = columns.map(() => '?').join(', ');
  const statement = db.prepare(`INSERT INTO ${quoted(table)} (${columns.map(quoted).join(', ')}) VALUES (${slots})`);
  db.exec('BEGIN');
  for (const row of rows) statement.run(...columns.map((column) => stored(row[column])));
  db.exec('COMMIT');
}

function insert(db, table, row) {
  const columns = Object.keys(row);
  const slots = columns.map(() => '?').join(', ');
  const sql = `INSERT INTO ${quoted(table)} (${columns.map(quoted).join(', ')}) VALUES (${slots})`;
  return Number(db.prepare(sql).run(...columns.map((column) => stored(row[column]))).lastInsertRowid);
}

function remove(db, table, where) {
  const match = Object.keys(where).map((column) => `${quoted(column)} = ?`);
  const sql = `DELETE FROM ${quoted(table)} WHERE ${match.join(' AND ')}`;
  return Number(db.prepare(sql).run(...Object.values(where).map(stored)).changes);
}

function update(db, table, where, values) {
  const set = Object.keys(values).map((column) => `${quoted(column)} = ?`);
  if (set.length === 0) return 0;
  const match = Object.keys(where).map((column) => `${quoted(column)} = ?`);
  const sql = `UPDATE ${quoted(table)} SET ${set.join(', ')} WHERE ${match.join(' AND ')}`;
  const all = [...Object.values(values), ...Object.values(where)].map(stored);
  return Number(db.prepare(sql).run(...all).changes);
}
