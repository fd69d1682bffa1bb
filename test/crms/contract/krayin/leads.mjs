import { json, text } from '../kit/reply.mjs';
import { formatted, leadOf, leadRow } from './resources.mjs';
import { tableHandler } from './table.mjs';
import { update } from './update.mjs';

const SEARCHABLE = [
  'title',
  'lead_value',
  'status',
  'user_id',
  'person_id',
  'lead_source_id',
  'lead_type_id',
  'lead_pipeline_id',
  'lead_pipeline_stage_id',
  'created_at',
  'closed_at',
  'expected_close_date',
];
/** @param {ReturnType<typeof import('../kit/database.mjs').openDatabase>} db */
export const leadHandlers = (db) => ({
  ...update(db),
  /** The board: ten leads of each stage, the same page of all of them. */
  board: (context) => {
    const { query } = context;
    const pipeline = Number(query.get('pipeline_id') ?? 1);
    const only = query.get('pipeline_stage_id');
    const stages = db
      .all('SELECT * FROM stages WHERE lead_pipeline_id = ? ORDER BY sort_order', [pipeline])
      .filter(({ id }) => only === null || id === Number(only));
    const page = Number(query.get('page') ?? 1);
    const { sql, values } = searchOf(query);
    const columns = stages.map((stage) => {
      const rows = db.all(`SELECT * FROM leads WHERE lead_pipeline_stage_id = ? AND ${sql} ORDER BY id`, [
        stage.id,
        ...values,
      ]);
      const data = rows.slice((page - 1) * 10, page * 10).map((row) => leadOf(db, row, context.now()));
      const from = data.length === 0 ? null : (page - 1) * 10 + 1;
      const meta = {
        current_page: page,
        from,
        last_page: Math.max(1, Math.ceil(rows.length / 10)),
        per_page: 10,
        to: from === null ? null : from + data.length - 1,
        total: rows.length,
      };
      const value = rows.reduce((sum, row) => sum + (row.lead_value ?? 0), 0);
      return [
        stage.sort_order,
        { ...stage, lead_value: value, formatted_lead_value: formatted(value), leads: { data, meta } },
      ];
    });
    return json(200, Object.fromEntries(columns));
  },
  /** All leads that a search finds, without pages. */
  search: (context) => {
    const { sql, values } = searchOf(context.query);
    return json(200, {
      data: db.all(`SELECT * FROM leads WHERE ${sql} ORDER BY id`, values).map((row) => leadOf(db, row, context.now())),
    });
  },
  index: tableHandler(db),
  view: (context) => {
    const row = leadRow(db, context);
    const safe = row.title.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    return text(200, `<!DOCTYPE html><title>${safe}</title><div class="lead"><h1>${safe}</h1></div>`);
  },
});

/** `search=title:Steel;user_id:1` with `searchFields=title:like`; a bare text is looked for in every field that may be searched. */
function searchOf(query) {
  const text = query.get('search');
  if (!text) return { sql: '1', values: [] };
  const how = new Map((query.get('searchFields') ?? '').split(';').map((part) => part.split(':')));
  const named = text.split(';').map((part) => part.split(/:(.*)/s));
  const tests = named.every(([, value]) => value !== undefined)
    ? named.filter(([name]) => SEARCHABLE.includes(name))
    : SEARCHABLE.map((name) => [name, text]);
  if (tests.length === 0) return { sql: '1', values: [] };
  const join = query.get('searchJoin') === 'and' ? ' AND ' : ' OR ';
  const parts = tests.map(([name, value]) =>
    how.get(name) === 'like'
      ? { sql: `${name} LIKE ?`, value: `%${value}%` }
      : { sql: `CAST(${name} AS TEXT) = ?`, value },
  );
  return { sql: `(${parts.map(({ sql }) => sql).join(join)})`, values: parts.map(({ value }) => value) };
}
