import { refuse } from '../kit/reply.mjs';
import { hsError } from './errors.mjs';

export const ALL_SCOPES = [
  'crm.objects.deals.read',
  'crm.objects.deals.write',
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.objects.companies.read',
  'crm.objects.line_items.read',
  'crm.objects.quotes.read',
  'crm.objects.owners.read',
  'crm.schemas.deals.read',
  'sales-email-read',
];

const CSRF = 'hubspotapi-csrf';

/**
 * Who asks: a private app by its token, an app that was signed in to by the token it got (`granted`) or, below `/api` of the page's own origin, the signed-in user by cookie and CSRF header.
 * @param {{ token: string, csrf: string, portalId: number, scopes: readonly string[], owner: string, granted: (token: string) => readonly string[] | null | undefined }} portal
 */
export const createAccess =
  ({ token, csrf, portalId, scopes, owner, granted }) =>
  (context) => {
    if (context.path.startsWith('/api/')) return bySession(context);
    const sent = /^Bearer (.+)$/.exec(context.headers.authorization ?? '')?.[1];
    if (sent === undefined) {
      throw refuse(hsError(401, 'INVALID_AUTHENTICATION', 'Authentication credentials not found.'));
    }
    const given = sent === token ? scopes : granted(sent);
    if (context.faults.expired() || given === null) {
      throw refuse(
        hsError(401, 'EXPIRED_AUTHENTICATION', 'The OAuth token used to make this call expired 60 second(s) ago.'),
      );
    }
    if (given === undefined) {
      throw refuse(hsError(401, 'INVALID_AUTHENTICATION', 'The token used to make this call is not valid.'));
    }
    context.needs = (scope) => {
      if (!given.includes(scope)) throw missing(scope);
    };
    return { id: owner };

    function bySession({ cookies, headers, query, faults }) {
      const inHeader = headers['x-hubspot-csrf-hubspotapi'];
      if (cookies[CSRF] !== csrf || faults.expired()) {
        throw refuse(hsError(401, 'INVALID_AUTHENTICATION', 'Authentication credentials not found.'));
      }
      if (inHeader !== csrf || query.get('portalId') !== String(portalId)) {
        throw refuse(hsError(403, 'FORBIDDEN', 'The request did not carry the right CSRF token or portal.'));
      }
      context.needs = () => {};
      return { id: owner };
    }
  };

function missing(scope) {
  const message = 'One or more of the following scopes are required.';
  const errors = [{ message, context: { requiredGranularScopes: [scope] } }];
  const links = { scopes: 'https://developers.hubspot.com/scopes' };
  return refuse(
    hsError(403, 'MISSING_SCOPES', "This app hasn't been granted all required scopes to make this call.", {
      errors,
      links,
    }),
  );
}
