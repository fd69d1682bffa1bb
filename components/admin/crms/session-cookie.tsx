import type { JSX } from 'react';
import { mark, Rich } from '@/components/ui/rich';
import type { Adapter } from '@/lib/crm/adapter-schema';
import { cookieWay } from '@/lib/crm/sign-in-ways';
import { askForCookies, useCookiesAllowed } from '@/lib/queries/cookie-permission';
import { usePolicyRules } from '@/lib/queries/use-policy';
import { useWords } from '@/lib/queries/use-words';

/** Where the managed policy lets a CRM's API be asked with this browser's session: the user's own leave for it. */
export function SessionCookie({ adapter, origin }: { adapter: Adapter; origin: string }): JSX.Element | null {
  const { t, rich } = useWords();
  const { sessionCookie } = usePolicyRules();
  const way = sessionCookie ? cookieWay(adapter, origin) : null;
  const allowed = useCookiesAllowed(way?.apiOrigin ?? null);
  if (!way || allowed === undefined) return null;
  if (allowed)
    return (
      <p className="small" data-session="on">
        <Rich
          parts={rich('crms.session.on', {
            host: way.apiOrigin,
            code: mark('code'),
            state: mark('span', 'state state-good'),
          })}
        />
      </p>
    );
  return (
    <div className="notice" data-session="off">
      <p>
        <Rich parts={rich('crms.session.off', { host: way.apiOrigin, code: mark('code') })} />
      </p>
      <button type="button" className="button" onClick={() => void askForCookies(way.apiOrigin).catch(() => false)}>
        {t('crms.session.allow')}
      </button>
    </div>
  );
}
