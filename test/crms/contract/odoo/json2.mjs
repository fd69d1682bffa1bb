import { json } from '../kit/reply.mjs';
import { raised } from './errors.mjs';
import { callMethod } from './methods.mjs';

const STATUS = {
  AccessError: 403,
  AccessDenied: 401,
  MissingError: 404,
  UserError: 422,
  ValidationError: 422,
  KeyError: 404,
  AttributeError: 404,
};

const failed = (status, name, message) => json(status, { name, message, arguments: [message], context: {}, debug: '' });

/** `POST /json/2/<model>/<method>` of Odoo 19: arguments by name, an API key as bearer, and real status codes. */
export const createJson2 =
  ({ db, users, key }) =>
  (context) => {
    const sent = /^bearer (.+)$/i.exec(context.headers.authorization ?? '')?.[1];
    if (sent !== key || context.faults.expired())
      return failed(401, 'werkzeug.exceptions.Unauthorized', 'Invalid apikey');
    const { model, method } = context.params;
    const base = { db, now: context.now, faults: context.faults, uid: users.at(-1).uid };
    try {
      return json(200, callMethod(base, model, method, [], context.body ?? {}));
    } catch (error) {
      const known = raised(error);
      if (!known) throw error;
      return failed(STATUS[known.name.split('.').at(-1)] ?? 422, known.name, known.message);
    }
  };
