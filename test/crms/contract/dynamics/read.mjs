import { quoted } from '../kit/database.mjs';
import { empty } from '../kit/reply.mjs';
import { ENTITIES } from './entities.mjs';
import { answers, badUrl, deny, odata } from './errors.mjs';
import { entityOfSet, normalGuid } from './names.mjs';
import { parseExpand } from './odata-parse.mjs';
import { compileFilter, orderSql } from './odata-run.mjs';
import { etagOf, selectOf, shown } from './show.mjs';

const MOST = 5000;
const OPTIONS = new Set(['$select', '$expand', '$filter', '$orderby', '$top', '$count', '$skiptoken']);

/** @param {{ headers: Record<string, string> }} context @returns {{ pageSize?: number, annotations: boolean, representation: boolean, applied: Record<string, string> }} of the header Prefer */
export function preferencesOf({ headers }) {
  const sent = headers.prefer ?? '';
  const pageSize = Number(/odata\.maxpagesize=(\d+)/.exec(sent)?.[1]);
  const annotations = /odata\.include-annotations="?([^",;]+)/.exec(sent)?.[1];
  const applied = [
    pageSize > 0 && `odata.maxpagesize=${pageSize}`,
    annotations && `odata.include-annotations="${annotations}"`,
    sent.includes('return=representation') && 'return=representation',
  ].filter(Boolean);
  return {
    pageSize: pageSize > 0 ? Math.min(pageSize, MOST) : undefined,
    annotations: annotations === '*' || annotations === 'OData.Community.Display.V1.FormattedValue',
    representation: sent.includes('return=representation'),
    applied: applied.length > 0 ? { 'preference-applied': applied.join(',') } : {},
  };
}

/** @returns {string} the table a path names, when the user may read it */
export function entityOf(context) {
  const entity = entityOfSet(context.params.set);
  if (!entity) throw deny(404, '0x80060888', `Resource not found for the segment '${context.params.set}'.`);
  if (context.faults.denied(entity, 'read')) throw missingPrivilege('Read', entity);
  return entity;
}

export const missingPrivilege = (action, entity) =>
  deny(
    403,
    '0x80040220',
    `Principal user is missing prv${action}${ENTITIES[entity].label.replaceAll(' ', '')} privilege.`,
  );

/** @returns {object} the row a path names */
export function rowOf(db, entity, sent) {
  const id = normalGuid(sent);
  if (!id) throw badUrl(`Error in query syntax: '${sent}' is no key of ${ENTITIES[entity].set}.`);
  const { key } = ENTITIES[entity];
  return db.get(`SELECT * FROM ${quoted(entity)} WHERE ${quoted(key)} = ?`, [id]);
}

export const doesNotExist = (entity, id) => deny(404, '0x80040217', `${entity} With Id = ${id} Does Not Exist`);

/** How rows are to be shown, of the URL and the header Prefer. */
export function wayOf(entity, context) {
  for (const name of context.query.keys()) {
    if (name === '$skip') throw badUrl('Skip Clause is not supported in CRM');
    if (name.startsWith('$') && !OPTIONS.has(name)) throw badUrl(`The query parameter '${name}' is not supported.`);
  }
  const expand = context.query.get('$expand');
  return {
    select: selectOf(entity, context.query.get('$select')),
    expand: expand ? parseExpand(expand) : undefined,
    annotations: preferencesOf(context).annotations,
    denied: context.faults.denied,
    now: context.now,
  };
}

/** Reading one row and many. */
export function createReads(db) {
  const one = (context) => {
    const entity = entityOf(context);
    const row = rowOf(db, entity, context.params.id);
    if (!row) throw doesNotExist(entity, context.params.id);
    if (context.headers['if-none-match'] === etagOf(row)) return empty(304);
    const record = shown(db, entity, row, wayOf(entity, context));
    const header = { etag: etagOf(row), ...preferencesOf(context).applied };
    return odata(200, { '@odata.context': contextUrl(context, `${ENTITIES[entity].set}/$entity`), ...record }, header);
  };

  const many = (context) => {
    const entity = entityOf(context);
    const { set, key } = ENTITIES[entity];
    const { query } = context;
    const way = wayOf(entity, context);
    const { pageSize = MOST, applied } = preferencesOf(context);
    const top = query.has('$top') ? Number(query.get('$top')) : undefined;
    if (top !== undefined && !(Number.isInteger(top) && top > 0))
      throw badUrl(`Invalid value '${query.get('$top')}' for $top.`);
    const filter = query.has('$filter')
      ? compileFilter(entity, query.get('$filter'), context.now)
      : { sql: '1', values: [] };
    const from = `FROM ${quoted(entity)} WHERE ${filter.sql}`;
    const page = pageNumber(query.get('$skiptoken'));
    // With $top there are no pages.
    const size = top ?? pageSize;
    const sql = `SELECT * ${from} ORDER BY ${orderSql(entity, key, query.get('$orderby'))} LIMIT ? OFFSET ?`;
    const rows = db.all(sql, [...filter.values, Math.min(size, MOST) + 1, (page - 1) * size]);
    const value = rows.slice(0, size).map((row) => shown(db, entity, row, way));
    const more = top === undefined && rows.length > size;
    const total = query.get('$count') === 'true' ? db.get(`SELECT count(*) AS n ${from}`, filter.values).n : undefined;
    return odata(
      200,
      {
        '@odata.context': contextUrl(context, set),
        ...(total === undefined ? {} : { '@odata.count': Math.min(total, MOST) }),
        value,
        ...(more ? { '@odata.nextLink': nextLink(context, page + 1) } : {}),
      },
      applied,
    );
  };
  return { one, many, notFound: answers.notFound };
}

const contextUrl = ({ origin }, what) => `${origin}/api/data/v9.2/$metadata#${what}`;

function pageNumber(token) {
  if (token === null) return 1;
  const found = /^<cookie pagenumber="(\d+)" \/>$/.exec(token);
  if (!found) throw badUrl('Malformed XML in the skip token.');
  return Number(found[1]);
}

function nextLink({ origin, url }, page) {
  const next = new URL(url.pathname + url.search, origin);
  next.searchParams.set('$skiptoken', `<cookie pagenumber="${page}" />`);
  return next.href;
}
