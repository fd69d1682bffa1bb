import type { JSX } from 'react';
import type { Adapter } from '@/lib/crm/adapter-schema';
import { cookieWay } from '@/lib/crm/sign-in-ways';
import { askForCookies, useCookiesAllowed } from '@/lib/queries/cookie-permission';
import { usePolicyRules } from '@/lib/queries/use-policy';

/** Where the managed policy lets a CRM's API be asked with this browser's session: the user's own leave for it. */
export function SessionCookie({ adapter, origin }: { adapter: Adapter; origin: string }): JSX.Element | null {
  const { sessionCookie } = usePolicyRules();
  const way = sessionCookie ? cookieWay(adapter, origin) : null;
  const allowed = useCookiesAllowed(way?.apiOrigin ?? null);
  if (!way || allowed === undefined) return null;
  if (allowed)
    return (
      <p className="small" data-session="on">
        <span className="state state-good">asks the API with this browser’s session</span>, as your organisation’s
        policy allows; it is read for each call, kept nowhere, and sent to <code>{way.apiOrigin}</code> alone.
      </p>
    );
  return (
    <div className="notice" data-session="off">
      <p>
        Your organisation’s policy lets Fairlead ask the API with this browser’s session. For that it would read the
        session’s cookie of <code>{way.apiOrigin}</code> and send it there alone; it is kept nowhere.
      </p>
      <button type="button" className="button" onClick={() => void askForCookies(way.apiOrigin).catch(() => false)}>
        Allow it
      </button>
    </div>
  );
}
