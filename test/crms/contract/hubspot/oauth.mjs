import { backTo, isRedirect, verifies } from '../kit/oauth.mjs';
import { json, refuse, text } from '../kit/reply.mjs';
import { ALL_SCOPES } from './access.mjs';

const HALF_AN_HOUR_S = 1_800;
const CODE_MS = 60_000;

/** As HubSpot answers since its endpoints of 2026: the words of RFC 6749, and its own of before beside them. */
const oauthError = (error, status, message) =>
  refuse(json(400, { error, error_description: message, status, message }));

/**
 * Sign-in by an app of the firm's own: a code for a client id, tokens for code, client id and client secret. Nobody gets tokens
 * without the secret, PKCE or not. The user is signed in and agrees.
 */
export function createOauth({ clientId, clientSecret, now }) {
  const codes = new Map();
  const access = new Map();
  const refresh = new Map();
  let count = 0;
  const issue = (kind) => `${kind}-${String((count += 1)).padStart(6, '0')}`;

  const authorize = ({ query }) => {
    const [client, uri] = ['client_id', 'redirect_uri'].map((name) => query.get(name));
    const scopes = (query.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
    if (client !== clientId) return text(400, 'The client id is not known.');
    if (!uri || !isRedirect(uri)) return text(400, 'The redirect URL is not registered.');
    const wrong = scopes.find((scope) => !ALL_SCOPES.includes(scope));
    if (scopes.length === 0 || wrong !== undefined) return text(400, `The app may not ask for ${wrong ?? 'no scope'}.`);
    const code = issue('code');
    codes.set(code, { uri, scopes, challenge: query.get('code_challenge'), at: now() });
    return backTo(uri, query, { code });
  };

  const token = ({ body = {} }) => {
    if (body.client_id !== clientId)
      throw oauthError('invalid_client', 'BAD_CLIENT_ID', 'missing or unknown client id');
    if (body.client_secret !== clientSecret)
      throw oauthError('invalid_client', 'BAD_CLIENT_SECRET', 'missing or invalid client secret');
    if (body.grant_type === 'authorization_code') return fromCode(body);
    if (body.grant_type === 'refresh_token') return fromRefresh(body);
    throw oauthError('unsupported_grant_type', 'BAD_GRANT_TYPE', 'missing or unknown grant type');
  };

  const fromCode = ({ code, redirect_uri: uri, code_verifier: verifier }) => {
    const found = codes.get(code);
    codes.delete(code);
    if (!found) throw oauthError('invalid_grant', 'BAD_AUTH_CODE', 'missing or unknown auth code');
    if (now() - found.at > CODE_MS) throw oauthError('invalid_grant', 'EXPIRED_AUTH_CODE', 'the auth code has expired');
    if (uri !== found.uri)
      throw oauthError(
        'invalid_grant',
        'MISMATCH_REDIRECT_URI_AUTH_CODE',
        'redirect URI does not match initial auth code URI',
      );
    if (found.challenge && !verifies(verifier, found.challenge))
      throw oauthError('invalid_grant', 'BAD_CODE_VERIFIER', 'the code verifier does not match');
    const again = issue('refresh');
    refresh.set(again, found.scopes);
    return granted(found.scopes, again);
  };

  const fromRefresh = ({ refresh_token: sent }) => {
    const scopes = refresh.get(sent);
    if (!scopes) throw oauthError('invalid_grant', 'BAD_REFRESH_TOKEN', 'refresh token is invalid, expired or revoked');
    return granted(scopes, sent);
  };

  const granted = (scopes, again) => {
    const token = issue('access');
    access.set(token, { scopes, until: now() + HALF_AN_HOUR_S * 1_000 });
    return json(200, { token_type: 'bearer', access_token: token, refresh_token: again, expires_in: HALF_AN_HOUR_S });
  };

  return {
    authorize,
    token,
    /** What a token allows: its scopes; null when its time is over, undefined where there is none such. */
    scopesOf: (sent) => {
      const found = access.get(sent);
      return found && (found.until > now() ? found.scopes : null);
    },
    revokeRefresh: () => refresh.clear(),
  };
}
