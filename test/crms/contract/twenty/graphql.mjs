import { graphqlFault, parseOperation, project } from '../kit/graphql.mjs';
import { json } from '../kit/reply.mjs';
import { OBJECTS, PARTS } from './fields.mjs';
import { findMany } from './find.mjs';
import { permitted, records } from './records.mjs';
import { fault, recordOf } from './values.mjs';

/** GraphQL's faults come with 200. @param {string} message @param {string} code */
export const graphqlError = (message, code) => json(200, { errors: [{ message, extensions: { code } }], data: null });

/** @param {ReturnType<typeof import('../kit/database.mjs').openDatabase>} db */
export function graphqlHandler(db) {
  const roots = rootsOf(db);
  return (context) => {
    const { query, variables = {} } = context.body ?? {};
    try {
      if (typeof query !== 'string') throw graphqlFault('Must provide query string.');
      const operation = parseOperation(query, variables);
      const known = roots[operation.kind];
      const entries = operation.selection.map((field) => {
        const root = known[field.name];
        if (!root)
          throw graphqlFault(
            `Cannot query field "${field.name}" on type "${operation.kind === 'query' ? 'Query' : 'Mutation'}".`,
          );
        const value = root.run(context, field.args);
        return [field.alias, project(value, field.selection, root.shape, root.type)];
      });
      return json(200, { data: Object.fromEntries(entries) });
    } catch (error) {
      if (error instanceof Error && error.graphql) return graphqlError(error.message, 'GRAPHQL_VALIDATION_FAILED');
      if (error instanceof Error && error.twenty)
        return graphqlError(error.message, error.code ?? (error.status === 404 ? 'NOT_FOUND' : 'BAD_USER_INPUT'));
      throw error;
    }
  };
}

const capital = (name) => name[0].toUpperCase() + name.slice(1);

/** The root fields that each object brings: `opportunities`, `opportunity`, `updateOpportunity`, `createOpportunity`. */
function rootsOf(db) {
  const store = records(db);
  const query = {};
  const mutation = {};
  for (const [plural, { singular, type }] of Object.entries(OBJECTS)) {
    const shape = shapeOf(plural, 1);
    const show = (row) => recordOf(db, plural, row, 1);
    query[plural] = {
      type: `${type}Connection`,
      shape: {
        edges: { node: shape, cursor: true },
        pageInfo: { hasNextPage: true, hasPreviousPage: true, startCursor: true, endCursor: true },
        totalCount: true,
      },
      run: (context, { filter, orderBy, first, after }) => {
        permitted(context, plural, 'read');
        if (first !== undefined && first < 0) throw fault('First argument must be non-negative');
        const asked = {
          object: plural,
          filter,
          ...(orderBy ? { orderBy: [orderBy].flat() } : {}),
          ...(first === undefined ? {} : { first }),
          ...(after ? { after } : {}),
        };
        const { rows, pageInfo, totalCount, cursorOf } = findMany(db, asked);
        return { edges: rows.map((row) => ({ node: show(row), cursor: cursorOf(row) })), pageInfo, totalCount };
      },
    };
    query[singular] = { type, shape, run: (context, { filter }) => show(store.one(context, plural, filter?.id?.eq)) };
    mutation[`update${capital(singular)}`] = {
      type,
      shape,
      run: (context, { id, data }) => show(store.update(context, plural, id, data ?? {})),
    };
    mutation[`create${capital(singular)}`] = {
      type,
      shape,
      run: (context, { data }) => show(store.create(context, plural, data ?? {})),
    };
  }
  return { query, mutation };
}

function shapeOf(object, depth) {
  const entries = Object.entries(OBJECTS[object].fields).flatMap(([name, { type, object: target }]) => {
    if (type === 'RELATION') return depth === 0 ? [] : [[name, shapeOf(target, depth - 1)]];
    return [[name, PARTS[type] ? Object.fromEntries(Object.keys(PARTS[type]).map((part) => [part, true])) : true]];
  });
  return Object.fromEntries(entries);
}
