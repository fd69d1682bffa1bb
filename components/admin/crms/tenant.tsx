import { useState, type JSX } from 'react';
import type { Adapter } from '@/lib/crm/adapter-schema';
import { signInWays, usesPageSession } from '@/lib/crm/sign-in-ways';
import { splitTenant } from '@/lib/domain/tenant';
import type { TenantLine } from '@/lib/messaging/admin-calls';
import { useWords } from '@/lib/queries/use-words';
import type { Words } from '@/lib/i18n/words';
import { useTenantCall } from '@/lib/queries/use-tenants';
import { Lockable } from '../lockable';
import { Connect } from './connect';
import { SessionCookie } from './session-cookie';

type TenantProps = { line: TenantLine; adapter: Adapter | null; blocked: boolean };

/** One account of a CRM: what is connected there, and forgetting it. */
export function Tenant({ line, adapter, blocked }: TenantProps): JSX.Element {
  const words = useWords();
  const { t, said } = words;
  const { origin } = splitTenant(line.tenant);
  const ways = adapter ? signInWays(adapter) : [];
  const disconnect = useTenantCall('disconnect');
  const { connection } = line;
  return (
    <li className="tenant" data-tenant={line.tenant}>
      <p>
        <strong>{new URL(origin).host}</strong> {!blocked && <TenantState line={line} adapter={adapter} />}
      </p>
      <p className="muted small">{storedText(line, words)}</p>
      {connection?.signedOut && (
        <p className="bad small">{t('crms.tenant.said', { problem: said(connection.signedOut) })}</p>
      )}
      <div className="admin-actions">
        {connection && (
          <Lockable lock="connections">
            <button type="button" className="button" onClick={() => disconnect.mutate({ tenant: line.tenant })}>
              {t('crms.tenant.disconnect')}
            </button>
          </Lockable>
        )}
        <Forget tenant={line.tenant} host={new URL(origin).host} />
      </div>
      {adapter && !connection && <SessionCookie adapter={adapter} origin={origin} />}
      {adapter && ways.length > 0 && (!connection || connection.signedOut !== null) && (
        <Lockable lock="connections">
          <Connect tenant={line.tenant} adapter={adapter} />
        </Lockable>
      )}
    </li>
  );
}

/** Connected, page only, or signed out: with what each gives. */
function TenantState({ line, adapter }: { line: TenantLine; adapter: Adapter | null }): JSX.Element {
  const { t } = useWords();
  const { connection } = line;
  if (connection?.signedOut) {
    return <span className="state state-warn">{t('crms.tenant.signedOut')}</span>;
  }
  if (connection) {
    const { user } = connection;
    const text = user ? t('crms.tenant.connectedAs', { user }) : t('crms.tenant.connected');
    return <span className="state state-good">{text}</span>;
  }
  if (adapter && usesPageSession(adapter)) {
    return <span className="state state-good">{t('crms.tenant.session')}</span>;
  }
  return <span className="state">{t('crms.tenant.page')}</span>;
}

function storedText({ deals, lastSeenAt }: TenantLine, { t, moment }: Words): string {
  return lastSeenAt === null
    ? t('crms.tenant.none')
    : t('crms.tenant.stored', { count: deals, when: moment(lastSeenAt) });
}

/** Deleting what is stored of one tenant, in two steps. */
function Forget({ tenant, host }: { tenant: string; host: string }): JSX.Element {
  const { t, said } = useWords();
  const [sure, setSure] = useState(false);
  const forget = useTenantCall('forgetTenant');
  if (!sure) {
    return (
      <button type="button" className="button" onClick={() => setSure(true)}>
        {t('crms.tenant.forget', { host })}
      </button>
    );
  }
  return (
    <>
      <button type="button" className="button button-bad" onClick={() => forget.mutate({ tenant })}>
        {t('crms.tenant.delete', { host })}
      </button>
      <button type="button" className="button" onClick={() => setSure(false)}>
        {t('admin.keep')}
      </button>
      {forget.error && <p className="bad">{said(forget.error.message)}</p>}
    </>
  );
}
