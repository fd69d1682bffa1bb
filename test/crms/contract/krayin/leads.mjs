import { json, text } from '../kit/reply.mjs';
import { isAjax } from './errors.mjs';
import { formatted, leadOf, leadRow } from './resources.mjs';
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
const SORTABLE = new Set(['id', 'title', 'lead_value', 'expected_close_date', 'created_at', 'updated_at']);

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
  /** The page, or for its table the rows as the table shows them. */
  index: (context) => {
    if (!isAjax(context)) return text(200, '<!DOCTYPE html><title>Leads</title><div id="app"></div>');
    const { query } = context;
    const per = Number(query.get('pagination[per_page]') ?? 10);
    const page = Number(query.get('pagination[page]') ?? 1);
    const by = SORTABLE.has(query.get('sort[column]')) ? query.get('sort[column]') : 'id';
    const order = query.get('sort[order]') === 'asc' ? 'ASC' : 'DESC';
    const { n } = db.get('SELECT count(*) AS n FROM leads WHERE lead_pipeline_id = 1');
    const rows = db.all(
      `SELECT * FROM leads WHERE lead_pipeline_id = 1 ORDER BY ${by} ${order} LIMIT ${per} OFFSET ${(page - 1) * per}`,
    );
    const from = rows.length === 0 ? null : (page - 1) * per + 1;
    const meta = {
      primary_column: 'id',
      from,
      to: from === null ? null : from + rows.length - 1,
      total: Number(n),
      per_page_options: [10, 20, 30, 40, 50],
      per_page: per,
      current_page: page,
      last_page: Math.max(1, Math.ceil(Number(n) / per)),
    };
    return json(200, {
      id: 'grid',
      columns: [],
      actions: [],
      mass_actions: [],
      records: rows.map((row) => tableRow(leadOf(db, row, context.now()))),
      meta,
    });
  },
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

/** Rows of the table carry what people see: money and dates as text, names without ids. */
const tableRow = (lead) => ({
  id: lead.id,
  title: lead.title,
  sales_person: lead.user.name,
  lead_value: lead.formatted_lead_value,
  lead_source_name: lead.source?.name ?? null,
  lead_type_name: lead.type?.name ?? null,
  person_name: lead.person?.name ?? null,
  stage: lead.stage.name,
  stage_code: lead.stage.code,
  expected_close_date: lead.expected_close_date?.slice(0, 10) ?? '--',
  created_at: lead.created_at.slice(0, 19).replace('T', ' '),
});
