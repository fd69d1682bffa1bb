import { useState, type JSX } from 'react';
import type { Adapter } from '@/lib/crm/adapter-schema';
import { signInWays, usesPageSession } from '@/lib/crm/sign-in-ways';
import { splitTenant } from '@/lib/domain/tenant';
import type { TenantLine } from '@/lib/messaging/admin-calls';
import { useTenantCall } from '@/lib/queries/use-tenants';
import { Lockable } from '../lockable';
import { Connect } from './connect';
import { SessionCookie } from './session-cookie';

type TenantProps = { line: TenantLine; adapter: Adapter | null; blocked: boolean };

/** One account of a CRM: what is connected there, and forgetting it. */
export function Tenant({ line, adapter, blocked }: TenantProps): JSX.Element {
  const { origin } = splitTenant(line.tenant);
  const ways = adapter ? signInWays(adapter) : [];
  const disconnect = useTenantCall('disconnect');
  const { connection } = line;
  return (
    <li className="tenant" data-tenant={line.tenant}>
      <p>
        <strong>{new URL(origin).host}</strong> {!blocked && <TenantState line={line} adapter={adapter} />}
      </p>
      <p className="muted small">{storedText(line)}</p>
      {connection?.signedOut && <p className="bad small">The CRM said: {connection.signedOut}</p>}
      <div className="admin-actions">
        {connection && (
          <Lockable lock="connections">
            <button type="button" className="button" onClick={() => disconnect.mutate({ tenant: line.tenant })}>
              Disconnect
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
  const { connection } = line;
  if (connection?.signedOut) {
    return <span className="state state-warn">signed out: only the page is read until you sign in again</span>;
  }
  if (connection) {
    const as = connection.user ? ` as ${connection.user}` : '';
    return <span className="state state-good">connected{as}: all fields, history, and pulling all deals</span>;
  }
  if (adapter && usesPageSession(adapter)) {
    return <span className="state state-good">connected by your own session in the CRM</span>;
  }
  return <span className="state">page only: what is on screen can be read, and nothing else</span>;
}

function storedText({ deals, lastSeenAt }: TenantLine): string {
  const count = deals === 1 ? '1 deal' : `${deals} deals`;
  return lastSeenAt === null
    ? 'No deal is stored.'
    : `${count} stored, last seen ${new Date(lastSeenAt).toLocaleString()}.`;
}

/** Deleting what is stored of one tenant, in two steps. */
function Forget({ tenant, host }: { tenant: string; host: string }): JSX.Element {
  const [sure, setSure] = useState(false);
  const forget = useTenantCall('forgetTenant');
  if (!sure) {
    return (
      <button type="button" className="button" onClick={() => setSure(true)}>
        Forget {host}…
      </button>
    );
  }
  return (
    <>
      <button type="button" className="button button-bad" onClick={() => forget.mutate({ tenant })}>
        Delete everything stored of {host}
      </button>
      <button type="button" className="button" onClick={() => setSure(false)}>
        Keep it
      </button>
      {forget.error && <p className="bad">{forget.error.message}</p>}
    </>
  );
}
