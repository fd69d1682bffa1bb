import { json } from '../kit/reply.mjs';
import { OBJECTS, metadata } from './fields.mjs';
import { findMany, parseFilter } from './find.mjs';
import { permitted, records } from './records.mjs';
import { fault, recordOf } from './values.mjs';

const NAMES = {
  400: 'BadRequestException',
  401: 'UnauthorizedException',
  403: 'ForbiddenException',
  404: 'NotFoundException',
};

/** @param {number} status @param {string} message @param {Record<string, string>} [headers] */
export const restError = (status, message, headers) =>
  json(status, { statusCode: status, error: NAMES[status] ?? 'HttpException', messages: [message] }, headers);

/** @param {ReturnType<typeof import('../kit/database.mjs').openDatabase>} db */
export function restHandlers(db) {
  const store = records(db);
  const capital = (name) => name[0].toUpperCase() + name.slice(1);
  const handlers = {
    list: (context) => {
      const object = objectOf(context);
      permitted(context, object, 'read');
      const { query } = context;
      const asked = { object, first: limitOf(query), orderBy: orderOf(query) };
      if (query.has('filter')) asked.filter = parseFilter(query.get('filter'));
      if (query.has('starting_after')) asked.after = query.get('starting_after');
      const { rows, pageInfo, totalCount } = findMany(db, asked);
      const depth = depthOf(query);
      return json(200, {
        data: { [object]: rows.map((row) => recordOf(db, object, row, depth)) },
        pageInfo,
        totalCount,
      });
    },
    get: (context) => {
      const object = objectOf(context);
      const row = store.one(context, object, context.params.id);
      return json(200, { data: { [OBJECTS[object].singular]: recordOf(db, object, row, depthOf(context.query)) } });
    },
    patch: (context) => {
      const object = objectOf(context);
      const row = store.update(context, object, context.params.id, bodyOf(context));
      return json(200, {
        data: { [`update${capital(OBJECTS[object].singular)}`]: recordOf(db, object, row, depthOf(context.query)) },
      });
    },
    post: (context) => {
      const object = objectOf(context);
      const row = store.create(context, object, bodyOf(context));
      return json(201, { data: { [`create${capital(OBJECTS[object].singular)}`]: recordOf(db, object, row) } });
    },
    metadata: () =>
      json(200, {
        data: { objects: metadata() },
        pageInfo: { hasNextPage: false, startCursor: null, endCursor: null },
      }),
  };
  return Object.fromEntries(Object.entries(handlers).map(([name, handler]) => [name, said(handler)]));
}

/** Turns a fault into REST's form. */
const said = (handler) => (context) => {
  try {
    return handler(context);
  } catch (error) {
    if (error instanceof Error && error.twenty) return restError(error.status, error.message);
    throw error;
  }
};

function objectOf({ params }) {
  if (Object.hasOwn(OBJECTS, params.object)) return params.object;
  const [plural] = Object.entries(OBJECTS).find(([, { singular }]) => singular === params.object) ?? [];
  throw fault(`object '${params.object}' not found. ${plural ? `Did you mean '${plural}'?` : 'eg: companies'}`);
}

function bodyOf({ body }) {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw fault('Request body must be an object');
  return body;
}

function limitOf(query) {
  const asked = query.get('limit');
  if (!asked) return 60;
  const limit = Number(asked);
  if (Number.isNaN(limit) || limit < 0) throw fault(`limit '${asked}' is invalid. Should be an integer`);
  return limit;
}

function orderOf(query) {
  const asked = query.get('order_by');
  if (!asked) return [];
  return asked.split(',').map((term) => {
    const [, name, direction] = /^([^[]+)(?:\[(\w+)\])?$/.exec(term) ?? [];
    return { [name]: direction ?? 'AscNullsFirst' };
  });
}

function depthOf(query) {
  const depth = query.get('depth') ?? '1';
  if (!['0', '1'].includes(depth)) throw fault(`'depth=${depth}' parameter invalid. Allowed values are 0, 1`);
  return Number(depth);
}
