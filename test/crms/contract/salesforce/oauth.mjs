import { backTo, isRedirect, verifies } from '../kit/oauth.mjs';
import { empty, json, refuse, text } from '../kit/reply.mjs';
import { sfError } from './errors.mjs';

const oauthError = (error, description) => refuse(json(400, { error, error_description: description }));

/**
 * Sign-in with authorization code and PKCE, without a page in between: the user is signed in and agrees (or not).
 * Codes and tokens are counted, not drawn, so that runs are alike.
 */
export function createOauth({ users, clientId, agrees, now }) {
  const codes = new Map();
  const access = new Map();
  const refresh = new Map();
  let count = 0;
  const issue = (kind) => `${kind}!${String((count += 1)).padStart(6, '0')}`;
  const open = (user) => {
    const token = issue('00D000000000001');
    access.set(token, user);
    return token;
  };

  const authorize = ({ query }) => {
    const [client, uri, challenge] = ['client_id', 'redirect_uri', 'code_challenge'].map((name) => query.get(name));
    if (client !== clientId) return text(400, 'error=invalid_client_id');
    if (!uri || !isRedirect(uri)) return text(400, 'error=redirect_uri_mismatch');
    const back = (values) => backTo(uri, query, values);
    if (query.get('response_type') !== 'code') return back({ error: 'unsupported_response_type' });
    if (!challenge) return back({ error: 'invalid_request', error_description: 'missing required code challenge' });
    if (query.get('code_challenge_method') !== 'S256') {
      return back({ error: 'invalid_request', error_description: 'unsupported code challenge method' });
    }
    if (!agrees()) return back({ error: 'access_denied', error_description: 'end-user denied authorization' });
    const code = issue('aPrx');
    codes.set(code, { uri, challenge, at: now(), scope: query.get('scope') ?? 'api refresh_token' });
    return back({ code });
  };

  const token = (context) => {
    const body = context.body ?? {};
    if (body.client_id !== clientId) throw oauthError('invalid_client_id', 'client identifier invalid');
    if (body.grant_type === 'authorization_code') return json(200, fromCode(context, body));
    if (body.grant_type === 'refresh_token') return json(200, fromRefresh(context, body));
    throw oauthError('unsupported_grant_type', 'grant type not supported');
  };

  const fromCode = (context, { code, redirect_uri: uri, code_verifier: verifier }) => {
    const found = codes.get(code);
    codes.delete(code);
    if (!found) throw oauthError('invalid_grant', 'authentication failure');
    if (context.now() - found.at > 15 * 60_000) throw oauthError('invalid_grant', 'expired authorization code');
    if (uri !== found.uri) throw oauthError('redirect_uri_mismatch', 'redirect_uri must match configuration');
    if (!verifies(verifier, found.challenge)) throw oauthError('invalid_grant', 'invalid code verifier');
    const again = issue('5Aep');
    refresh.set(again, users[0]);
    return { ...answer(context, open(users[0]), found.scope), refresh_token: again };
  };

  const fromRefresh = (context, { refresh_token: sent }) => {
    const user = refresh.get(sent);
    if (!user) throw oauthError('invalid_grant', 'expired access/refresh token');
    return answer(context, open(user), 'api refresh_token');
  };

  const answer = (context, accessToken, scope) => ({
    access_token: accessToken,
    signature: 'contract',
    scope,
    instance_url: context.origin,
    id: `${context.origin}/id/00D000000000001AAA/${users[0].id}`,
    token_type: 'Bearer',
    issued_at: String(context.now()),
  });

  const revoke = ({ body, query }) => {
    const sent = body?.token ?? query.get('token');
    if (!access.delete(sent) && !refresh.delete(sent)) throw oauthError('invalid_token', 'invalid token');
    return empty(200);
  };

  const authenticate = ({ headers, faults }) => {
    const sent = /^(?:Bearer|OAuth) (.+)$/.exec(headers.authorization ?? '')?.[1];
    const user = access.get(sent);
    if (!user || faults.expired()) {
      throw refuse({
        ...sfError(401, 'INVALID_SESSION_ID', 'Session expired or invalid'),
        headers: { 'content-type': 'application/json;charset=UTF-8', 'www-authenticate': 'Token' },
      });
    }
    return user;
  };
  const closeAll = () => access.clear();
  return { authorize, token, revoke, authenticate, open, closeAll, revokeRefresh: () => refresh.clear() };
}
