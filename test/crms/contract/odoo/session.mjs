import { setCookie } from '../kit/reply.mjs';
import { answers, raise, raised, result, rpcError, sessionExpired } from './errors.mjs';
import { MODELS } from './models.mjs';
import { callMethod, createEnv } from './methods.mjs';
import { createReader } from './read.mjs';

/** Runs a JSON-RPC route: what Python would raise comes back inside the answer, with status 200. */
export const jsonRpc = (work) => async (context) => {
  // A JSON route that is sent anything else is none, as far as the web server is concerned.
  if (context.otherType || context.body === undefined) return answers.badBody();
  const { id, params = {} } = context.body;
  try {
    const value = await work(context, params);
    return value?.reply
      ? { ...result(id, value.value), headers: { ...result(id, null).headers, ...value.reply } }
      : result(id, value);
  } catch (error) {
    const known = raised(error);
    if (!known) throw error;
    return rpcError(id, known);
  }
};

/** Sign-in with cookie, the calls of the web client, the older service for API keys, and the chatter. */
export function createSession({ db, users, key, version, database }) {
  const sessions = new Map();
  let count = 0;
  const open = (user) => {
    const id = `contract${String((count += 1)).padStart(32, '0')}`;
    sessions.set(id, user);
    return id;
  };
  const userOf = (context) => {
    const user = sessions.get(context.cookies.session_id);
    if (!user || context.faults.expired()) throw sessionExpired(context.body?.id);
    return user;
  };
  const base = (context, user) => ({ db, version, now: context.now, faults: context.faults, uid: user.uid });

  const signIn = (login, password) => {
    const user = users.find((one) => one.login === login);
    if (!user || (password !== user.password && password !== key)) throw raise('AccessDenied', 'Access Denied');
    return user;
  };

  const callKw = jsonRpc((context, params) => {
    const user = userOf(context);
    return callMethod(base(context, user), params.model, params.method ?? '', params.args, params.kwargs);
  });

  const authenticate = jsonRpc((_, { db: name, login, password }) => {
    if (name !== database) throw raise('AccessDenied', `database "${name}" does not exist`);
    const user = signIn(login, password);
    return { value: info(user), reply: setCookie('session_id', open(user)) };
  });
  const info = (user) => ({
    uid: user.uid,
    db: database,
    username: user.login,
    is_admin: user.uid === 1,
    server_version: `${version}.0`,
  });
  const sessionInfo = jsonRpc((context) => info(userOf(context)));

  /** `/jsonrpc`: for programs with an API key; each call carries it. */
  const service = jsonRpc((context, { service: name, method, args = [] }) => {
    if (name === 'common' && method === 'version') return versionInfo(version);
    if (name === 'common' && (method === 'authenticate' || method === 'login')) {
      try {
        return signIn(args[1], args[2]).uid;
      } catch {
        return false;
      }
    }
    if (name !== 'object' || !['execute_kw', 'execute'].includes(method)) throw raise('KeyError', String(name));
    const [, uid, secret, model, action, positional, named] = args;
    const user = users.find((one) => one.uid === uid);
    if (!user || (secret !== key && secret !== user.password)) throw raise('AccessDenied', 'Access Denied');
    return callMethod(base(context, user), model, action, positional, named);
  });

  const messages = jsonRpc((context, { thread_model: model, thread_id: id, fetch_params: fetch, ...flat }) => {
    // Until 18 the parameters stand by themselves, in 19 in an object of their own; what a version does not know it passes over.
    const { limit = 30, before = null } = (version >= 19 ? fetch : flat) ?? {};
    const user = userOf(context);
    if (model !== 'crm.lead') throw raise('KeyError', String(model));
    const env = createEnv(base(context, user));
    createReader(env).rowsOf(model, [id]);
    const older =
      'SELECT * FROM "mail.message" WHERE "res_id" = ? AND (? IS NULL OR "id" < ?) ORDER BY "id" DESC LIMIT ?';
    const rows = db.all(older, [id, before, before, limit]);
    const list = rows.map((row) => message(db, row, version));
    return version === 17
      ? { messages: list }
      : { data: { 'mail.message': list }, messages: list.map((one) => one.id) };
  });

  const versions = jsonRpc(() => versionInfo(version));
  return { open, callKw, authenticate, sessionInfo, service, messages, versions, closeAll: () => sessions.clear() };
}

const versionInfo = (version) => ({
  server_version: `${version}.0`,
  server_version_info: [version, 0, 0, 'final', 0, ''],
  server_serie: `${version}.0`,
  protocol_version: 1,
});

/** A message of the chatter, with the tracked changes that an ordinary user may see here and nowhere else. */
function message(db, row, version) {
  const values = db.all('SELECT * FROM "mail.tracking.value" WHERE "mail_message_id" = ? ORDER BY "id"', [row.id]);
  return {
    id: row.id,
    body: row.body ?? '',
    date: row.date,
    model: row.model,
    res_id: row.res_id,
    message_type: row.message_type,
    subject: row.subject ?? false,
    author: { id: row.author_id, type: 'partner' },
    trackingValues: values.map((value) => tracking(db, value, version)),
  };
}

function tracking(db, value, version) {
  const { name } = db.get('SELECT * FROM "ir.model.fields" WHERE "id" = ?', [value.field_id]);
  const { string, type } = MODELS['crm.lead'].fields[name];
  const [old, next] =
    type === 'many2one' ? [value.old_value_char, value.new_value_char] : [value.old_value_float, value.new_value_float];
  if (version >= 19) {
    return {
      id: value.id,
      fieldInfo: {
        changedField: string,
        currencyId: false,
        floatPrecision: null,
        fieldType: type,
        isPropertyField: false,
      },
      oldValue: old,
      newValue: next,
    };
  }
  const shown = (one) => ({ currencyId: false, value: one });
  return {
    id: value.id,
    changedField: string,
    fieldName: name,
    fieldType: type,
    oldValue: shown(old),
    newValue: shown(next),
  };
}
