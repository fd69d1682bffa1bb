import { json, text } from '../kit/reply.mjs';
import { broken, isAjax } from './errors.mjs';
import { formatted } from './resources.mjs';

const SORTABLE = new Set(['id', 'title', 'lead_value', 'expected_close_date', 'created_at']);
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The page of leads; for its table the rows as the table shows them. */
export const tableHandler = (db) => (context) => {
  if (!isAjax(context)) return text(200, '<!DOCTYPE html><title>Leads</title><div id="app"></div>');
  const { query } = context;
  const per = Number(query.get('pagination[per_page]') ?? 10);
  const page = Number(query.get('pagination[page]') ?? 1);
  const by = query.get('sort[column]') ?? 'id';
  if (!SORTABLE.has(by) || !(per > 0) || !(page > 0)) throw broken(context);
  const order = query.get('sort[order]') === 'asc' ? 'ASC' : 'DESC';
  const { sql, values } = whereOf(context);
  const total = Number(db.get(`SELECT count(*) AS n FROM leads WHERE ${sql}`, values).n);
  const rows = db.all(
    `SELECT * FROM leads WHERE ${sql} ORDER BY ${by} ${order} LIMIT ${per} OFFSET ${(page - 1) * per}`,
    values,
  );
  const from = rows.length === 0 ? null : (page - 1) * per + 1;
  const meta = {
    primary_column: 'id',
    from,
    to: from === null ? null : from + rows.length - 1,
    total,
    per_page_options: [10, 20, 30, 40, 50],
    per_page: per,
    current_page: page,
    last_page: Math.max(1, Math.ceil(total / per)),
  };
  const records = rows.map((row) => rowOf(db, row, context.now()));
  return json(200, { id: 'grid', columns: [], actions: [], mass_actions: [], records, meta });
};

/** `filters[id][]=5`, `filters[title][]=Steel`, `filters[created_at][0][0]=2026-01-01`; a column that is none breaks the page. */
function whereOf(context) {
  const sql = ['lead_pipeline_id = ?'];
  const values = [Number(context.query.get('pipeline_id') ?? 1)];
  const asked = new Map();
  for (const [key, value] of context.query) {
    const [, column, bound] = /^filters\[(\w+)\]\[\d*\](?:\[([01])\])?$/.exec(key) ?? [];
    if (column) asked.set(column, [...(asked.get(column) ?? []), { bound, value }]);
  }
  for (const [column, list] of asked) {
    if (column === 'id') sql.push(`id IN (${list.map(() => '?').join(', ')})`);
    else if (column === 'title' || column === 'all') sql.push(`(${list.map(() => 'title LIKE ?').join(' OR ')})`);
    else if (column === 'created_at' || column === 'expected_close_date')
      sql.push(...list.map(({ bound }) => `substr(${column}, 1, 10) ${bound === '1' ? '<=' : '>='} ?`));
    else throw broken(context);
    values.push(
      ...list.map(({ value }) =>
        column === 'id' ? Number(value) : sql.at(-1).includes('LIKE') ? `%${value}%` : value,
      ),
    );
  }
  return { sql: sql.join(' AND '), values };
}

/** `15 Feb 2027 12:00AM`. */
function shownDate(value) {
  if (value === null) return '--';
  const at = new Date(value);
  const hour = at.getUTCHours();
  const two = (number) => String(number).padStart(2, '0');
  const time = `${two(hour % 12 === 0 ? 12 : hour % 12)}:${two(at.getUTCMinutes())}${hour < 12 ? 'AM' : 'PM'}`;
  return `${two(at.getUTCDate())} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()} ${time}`;
}

/** Money and dates as people see them, names beside ids but no id of the stage, and whatever looks like a tag is cut out. */
function rowOf(db, row, now) {
  const of = (table, id) => (id === null ? undefined : db.get(`SELECT * FROM ${table} WHERE id = ?`, [id]));
  const plain = (value) => (typeof value === 'string' ? value.replaceAll(/<[^>]*>/g, '') : (value ?? null));
  const stage = of('stages', row.lead_pipeline_stage_id);
  const { rotten_days: days } = of('pipelines', row.lead_pipeline_id);
  const rotten = row.closed_at === null && now - Date.parse(row.created_at) >= days * 86_400_000;
  return {
    id: row.id,
    title: plain(row.title),
    status: row.status,
    lead_value: formatted(row.lead_value),
    expected_close_date: shownDate(row.expected_close_date),
    lead_source_name: of('sources', row.lead_source_id)?.name ?? null,
    lead_type_name: of('types', row.lead_type_id)?.name ?? null,
    created_at: shownDate(row.created_at),
    stage: stage.name,
    stage_code: stage.code,
    tag_id: null,
    tag_name: null,
    user_id: row.user_id,
    sales_person: of('users', row.user_id)?.name ?? null,
    person_id: row.person_id,
    person_name: plain(of('persons', row.person_id)?.name),
    pipeline_rotten_days: days,
    rotten_lead: rotten ? 'Yes' : 'No',
    actions: [],
  };
}
