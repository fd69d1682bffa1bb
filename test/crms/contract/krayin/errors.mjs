import { json, redirect, refuse, text } from '../kit/reply.mjs';

/** Laravel asks whether a client wants JSON; whoever does not say so gets a page or a redirect. */
export const wantsJson = ({ headers }) => (headers.accept ?? '').includes('json') || isAjax({ headers });

export const isAjax = ({ headers }) => headers['x-requested-with'] === 'XMLHttpRequest';

/** @param {object} context @param {number} status @param {string} message */
export const failed = (context, status, message) =>
  wantsJson(context)
    ? json(status, { message })
    : text(status, `<!DOCTYPE html><title>${status}</title><h1>${message}</h1>`);

/** @param {object} context @param {number} status @param {string} message */
export const refused = (context, status, message) => refuse(failed(context, status, message));

/** @param {object} context @param {string} model @param {string | number} [id] */
export const missing = (context, model, id) =>
  refused(
    context,
    404,
    `No query results for model [Webkul\\Lead\\Models\\${model}]${id === undefined ? '' : ` ${id}`}`,
  );

/** A refusal by validation; a page's form is sent back to where it came from. @param {object} context @param {Record<string, string[]>} errors */
export function invalid(context, errors) {
  if (!wantsJson(context)) return refuse(redirect('/admin/leads'));
  const all = Object.values(errors).flat();
  const more = all.length - 1;
  const message = more === 0 ? all[0] : `${all[0]} (and ${more} more error${more === 1 ? '' : 's'})`;
  return refuse(json(422, { message, errors }));
}

/** What goes wrong in the database is no refusal but a broken page. @param {object} context */
export const broken = (context) => refused(context, 500, 'Server Error');
