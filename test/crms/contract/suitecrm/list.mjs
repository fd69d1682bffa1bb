import { MODULES, NUMBERS } from './data.mjs';
import { fault, moduleOf, shown } from './records.mjs';

/** `list_max_entries_per_page`, when no limit is named. */
const STANDARD = 20;
const RANGES = {
  greater_than: '>',
  less_than: '<',
  greater_than_equals: '>=',
  less_than_equals: '<=',
  not_equal: '<>',
};

/** One page of a module, or of what is under a record. `args` are the query's: module, limit, offset, criteria, sort. */
export function recordList(db, context, { module, limit, offset, criteria, sort }) {
  moduleOf(module);
  if (context.faults.denied(module, 'read')) throw fault('', 403);
  const { preset, filters } = criteria ?? {};
  const base = preset ? presetOf(module, preset) : { sql: ['1'], values: [] };
  const more = filtersOf(module, filters ?? {});
  const where = ['deleted = 0', ...base.sql, ...more.sql].join(' AND ');
  const values = [...base.values, ...more.values];
  const total = Number(db.get(`SELECT count(*) AS n FROM ${module} WHERE ${where}`, values).n);
  const size = limit > 0 ? limit : STANDARD;
  const wanted = offset > 0 ? offset : 0;
  // A page past the end is the first one again.
  const start = wanted >= total ? 0 : wanted;
  const rows = db.all(
    `SELECT * FROM ${module} WHERE ${where} ORDER BY ${orderOf(module, sort)} LIMIT ${size} OFFSET ${start}`,
    values,
  );
  const next = start + size < total ? start + size : -1;
  return {
    id: `/api/record-list/${module}`,
    _id: module,
    meta: {
      offsets: {
        current: start,
        next,
        prev: start > 0 ? Math.max(0, start - size) : -1,
        end: Math.floor(Math.max(0, total - 1) / size) * size,
        total,
        totalCounted: true,
      },
      ordering: { orderBy: sort?.orderBy ?? 'date_entered', sortOrder: sort?.sortOrder ?? 'DESC' },
    },
    records: rows.map((row) => {
      const { _id, type, attributes, acls, favorite } = shown(db, module, row.id, row);
      return { id: _id, type, module, attributes, acls, favorite };
    }),
  };
}

const known = (module, name) =>
  ['id', 'name', 'date_entered', 'date_modified', 'assigned_user_id', ...MODULES[module].columns].includes(name);

/** What is under a record: its contacts, its tasks, calls and meetings. */
function presetOf(module, { type, params = {} }) {
  if (type !== 'subpanel') throw fault();
  const { parentModule, parentId } = params;
  if (parentModule !== 'opportunities') throw fault();
  if (module === 'contacts')
    return {
      sql: ['id IN (SELECT contact_id FROM opportunities_contacts WHERE opportunity_id = ?)'],
      values: [parentId],
    };
  if (!known(module, 'parent_id')) throw fault();
  return { sql: ["parent_type = 'Opportunities'", 'parent_id = ?'], values: [parentId] };
}

/** Filters on what the module does not search by do nothing. */
function filtersOf(module, filters) {
  const sql = [];
  const found = [];
  for (const [name, { field = name, operator, values = [], start, end, target }] of Object.entries(filters)) {
    if (!known(module, field) || !operator) continue;
    const column = NUMBERS.has(field) ? `CAST(${field} AS REAL)` : field;
    const bound = (value) => (NUMBERS.has(field) ? Number(value) : value);
    const all = values.filter((value) => value !== '');
    if (operator === '=' && all.length > 0) {
      sql.push(`${column} IN (${all.map(() => '?').join(', ')})`);
      found.push(...all.map((value) => bound(value)));
    } else if (operator === 'between') {
      sql.push(`${column} BETWEEN ? AND ?`);
      found.push(bound(start), bound(end));
    } else if (RANGES[operator]) {
      sql.push(`${column} ${RANGES[operator]} ?`);
      found.push(bound(target || start || all[0]));
    }
  }
  return { sql, values: found };
}

function orderOf(module, sort) {
  const by = known(module, sort?.orderBy) ? sort.orderBy : 'date_entered';
  return `${NUMBERS.has(by) ? `CAST(${by} AS REAL)` : by} ${/^asc$/i.test(sort?.sortOrder ?? '') ? 'ASC' : 'DESC'}, id`;
}
