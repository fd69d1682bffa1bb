import { json } from '../kit/reply.mjs';
import { quoted } from '../kit/database.mjs';
import { frappeTime } from './data.mjs';
import { CHILD_TYPES, DOCTYPES, columnsOf } from './doctypes.mjs';
import { frappeError } from './errors.mjs';
import { checked } from './validate.mjs';

/** @param {ReturnType<typeof import('../kit/database.mjs').openDatabase>} db */
export const documentHandlers = (db) => ({
  get: (context) => json(200, { data: whole(db, doctypeOf(context), found(db, context, 'read')) }),
  put: (context) => {
    const doctype = doctypeOf(context);
    const first = found(db, context, 'write');
    context.faults.beforeWrite();
    const row = db.get(`SELECT * FROM ${quoted(doctype)} WHERE name = ?`, [first.name]);
    const sent = sentBy(context);
    const values = checked(db, doctype, sent, row);
    // The check is on what the client says it read; who says nothing overwrites.
    if (sent.modified !== undefined && String(sent.modified) !== row.modified)
      throw frappeError(
        'TimestampMismatchError',
        `Error: Document has been modified after you have opened it (${String(row.modified)}, ${String(sent.modified)}). Please refresh to get the latest document.`,
      );
    const next = { ...row, ...values };
    if (doctype === 'CRM Deal') settle(db, next, values);
    ruled(context, doctype, sent, next);
    const time = frappeTime(context.now());
    db.update(doctype, { name: row.name }, { ...values, modified: time, modified_by: context.user });
    if (doctype === 'CRM Deal' && next.status !== row.status) logStatus(db, row, next.status, context);
    return json(200, {
      data: whole(db, doctype, db.get(`SELECT * FROM ${quoted(doctype)} WHERE name = ?`, [row.name])),
    });
  },
  post: (context) => {
    const doctype = doctypeOf(context);
    if (context.faults.denied(doctype, 'write')) throw forbidden(context, doctype);
    const sent = sentBy(context);
    const values = checked(db, doctype, sent, {});
    ruled(context, doctype, sent, values);
    const { n } = db.get(`SELECT count(*) AS n FROM ${quoted(doctype)}`);
    const time = frappeTime(context.now());
    const row = {
      name: `new-${Number(n) + 1}`,
      owner: context.user,
      creation: time,
      modified: time,
      modified_by: context.user,
      docstatus: 0,
      idx: 0,
      ...values,
    };
    db.insert(doctype, row);
    return json(200, { data: whole(db, doctype, row) });
  },
});

export function doctypeOf({ params }) {
  if (!Object.hasOwn(DOCTYPES, params.doctype))
    throw frappeError('DoesNotExistError', `DocType ${params.doctype} not found`);
  return params.doctype;
}

export const forbidden = ({ user }, doctype) =>
  frappeError(
    'PermissionError',
    `User ${user} does not have doctype access via role permission for document ${doctype}`,
  );

function found(db, context, action) {
  const doctype = doctypeOf(context);
  const row = db.get(`SELECT * FROM ${quoted(doctype)} WHERE name = ?`, [context.params.name]);
  if (!row) throw frappeError('DoesNotExistError', `${doctype} ${context.params.name} not found`);
  if (context.faults.denied(doctype, action)) throw forbidden(context, doctype);
  return row;
}

const sentBy = ({ body }) => (typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {});

/** A document with its child tables. What is null is left out. */
function whole(db, doctype, row) {
  const tables = Object.entries(DOCTYPES[doctype]).filter(([, { fieldtype }]) => fieldtype === 'Table');
  const children = tables.map(([name, { options }]) => {
    const rows = db.all(`SELECT * FROM ${quoted(options)} WHERE parent = ? ORDER BY idx`, [row.name]);
    return [name, rows.map((one) => ({ ...withoutNulls(one), doctype: options }))];
  });
  return { ...withoutNulls(row), doctype, ...Object.fromEntries(children) };
}

const withoutNulls = (row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));

/** What the deal's own class does on saving. */
function settle(db, next, values) {
  const { type, probability } = db.get('SELECT * FROM "CRM Deal Status" WHERE name = ?', [next.status]);
  if (type === 'Lost' && !next.lost_reason)
    throw frappeError('ValidationError', 'Please specify a reason for losing the deal.');
  if (type === 'Won' && !next.closed_date) values.closed_date = next.modified.slice(0, 10);
  if (!next.probability) values.probability = probability;
}

function ruled({ faults }, doctype, sent, row) {
  const rule = faults.brokenRule(doctype, sent, row);
  if (rule) throw frappeError('ValidationError', rule.message);
}

function logStatus(db, row, status, { now, user }) {
  const time = frappeTime(now());
  const log = db.all('SELECT * FROM "CRM Status Change Log" WHERE parent = ? ORDER BY idx', [row.name]);
  const last = log.at(-1);
  const base = {
    owner: user,
    creation: time,
    modified: time,
    modified_by: user,
    docstatus: 0,
    parent: row.name,
    parentfield: 'status_change_log',
    parenttype: 'CRM Deal',
    log_owner: user,
  };
  if (last) {
    const seconds = (now() - Date.parse(`${last.from_date.replace(' ', 'T')}Z`)) / 1000;
    db.update(
      'CRM Status Change Log',
      { name: last.name },
      { to: status, to_date: time, duration: seconds, log_owner: user },
    );
  }
  db.insert('CRM Status Change Log', {
    ...base,
    name: `${row.name}-${log.length + 1}`,
    idx: log.length + 1,
    from: status,
    to: '',
    from_date: time,
  });
}

/** The columns a list may ask for and filter by. */
export const listable = (doctype) => (CHILD_TYPES.includes(doctype) ? [] : Object.keys(columnsOf(doctype)));
