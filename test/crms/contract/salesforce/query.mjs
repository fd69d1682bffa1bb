import { json } from '../kit/reply.mjs';
import { deny } from './errors.mjs';
import { OBJECTS } from './objects.mjs';
import { parseSoql } from './soql-parse.mjs';
import { compileSoql } from './soql-run.mjs';
import { attributes, shown } from './values.mjs';

const LOCATOR = '0r8000000000';

/**
 * `GET /services/data/vXX.X/query?q=…` and the pages after the first. A result stays as it was found: pages do not shift.
 * @param {ReturnType<import('../kit/database.mjs').openDatabase>} db
 * @param {number} pageSize records a page where the client asks for no other
 */
export function createQueries(db, pageSize) {
  const results = [];
  const page = (context, locator, start) => {
    const { rows, compiled, size } = results[locator];
    const records = rows.slice(start, start + size).map((row) => recordOf(db, context, compiled, row));
    const end = start + records.length;
    const done = end >= rows.length;
    const next = `/services/data/${context.params.version}/query/${LOCATOR}${locator}-${end}`;
    return json(200, { totalSize: rows.length, done, ...(done ? {} : { nextRecordsUrl: next }), records });
  };
  const first = (context) => {
    const query = context.query.get('q');
    if (query === null) throw deny(400, 'MALFORMED_QUERY', 'A query string has to be specified');
    const compiled = compileSoql(parseSoql(query), { now: context.now, denied: context.faults.denied });
    if (compiled.count) {
      const { total } = db.get(`SELECT count(*) AS total ${compiled.sql}`, compiled.values);
      return json(200, { totalSize: total, done: true, records: [] });
    }
    const asked = Number(/batchSize=(\d+)/.exec(context.headers['sforce-query-options'] ?? '')?.[1] ?? pageSize);
    const size = asked === pageSize ? pageSize : Math.min(2000, Math.max(200, asked));
    results.push({ rows: select(db, compiled), compiled, size });
    return page(context, results.length - 1, 0);
  };
  const more = (context) => {
    const found = /^0r8000000000(\d+)-(\d+)$/.exec(context.params.locator);
    if (!found || !results[Number(found[1])]) throw deny(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
    return page(context, Number(found[1]), Number(found[2]));
  };
  return { first, more };
}

function select(db, { columns, sql, values, tail, object }) {
  const lookups = columns.flatMap(({ via }) => via.map(({ alias }) => `${alias}."Id" AS "${alias}"`));
  const list = [
    't0."Id" AS "t0"',
    ...new Set(lookups),
    ...columns.map((column, index) => `${column.sql} AS "c${index}"`),
  ];
  if (columns.length === 0) throw deny(400, 'MALFORMED_QUERY', `no fields of ${object} are selected`);
  return db.all(`SELECT ${list.join(', ')} ${sql} ${tail}`, values);
}

function recordOf(db, context, { object, columns, children }, row) {
  const { version } = context.params;
  const record = { attributes: attributes(version, object, row.t0) };
  for (const [index, { name, field, via }] of columns.entries()) {
    let at = record;
    for (const { relationship, alias, object: to } of via) {
      at[relationship] ??= row[alias] === null ? null : { attributes: attributes(version, to, row[alias]) };
      at = at[relationship];
      if (at === null) break;
    }
    if (at) at[name] = shown(field, row[`c${index}`]);
  }
  for (const child of children) Object.assign(record, childRecords(db, context, object, child, row.t0));
  return record;
}

function childRecords(db, context, object, query, parentId) {
  const entry = Object.entries(OBJECTS[object].children ?? {}).find(
    ([name]) => name.toLowerCase() === query.from.toLowerCase(),
  );
  if (!entry) {
    throw deny(400, 'INVALID_TYPE', `Didn't understand relationship '${query.from}' in FROM part of query call.`);
  }
  const [relationship, [to, lookup]] = entry;
  const own = { path: [lookup], operator: '=', value: { kind: 'string', value: parentId } };
  const where = query.where ? { join: 'AND', parts: [own, query.where] } : own;
  const compiled = compileSoql({ ...query, from: to, where }, { now: context.now, denied: context.faults.denied });
  const records = select(db, compiled).map((row) => recordOf(db, context, compiled, row));
  return { [relationship]: records.length === 0 ? null : { totalSize: records.length, done: true, records } };
}
