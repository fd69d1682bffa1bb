import { useQueryClient } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { RETENTION_DAYS } from '@/lib/domain/policy-rules';
import { usePolicyRules } from '@/lib/queries/use-policy';
import { useTenantCall } from '@/lib/queries/use-tenants';

/** Deleting all that the extension keeps, in two steps. */
export function Stored(): JSX.Element {
  const [sure, setSure] = useState(false);
  const client = useQueryClient();
  const rules = usePolicyRules();
  const days = rules.retentionDays ?? RETENTION_DAYS;
  const forget = useTenantCall('forgetEverything');
  const run = (): void =>
    forget.mutate(null, {
      onSuccess: () => {
        setSure(false);
        void client.invalidateQueries();
      },
    });
  return (
    <>
      <p>
        Deals and their history, sign-ins, rule packs and added CRMs are in this browser alone. Forgetting deletes them
        here; nothing in a CRM changes.
      </p>
      <p>
        What is older than {days} days is deleted each day
        {rules.retentionDays === null ? '' : ', as your organisation’s policy asks'}.
      </p>
      <div className="admin-actions">
        {sure ? (
          <>
            <button type="button" className="button button-bad" onClick={run} disabled={forget.isPending}>
              Delete everything now
            </button>
            <button type="button" className="button" onClick={() => setSure(false)}>
              Keep it
            </button>
          </>
        ) : (
          <button type="button" className="button" onClick={() => setSure(true)}>
            Forget everything…
          </button>
        )}
      </div>
      <div role="status">
        {forget.isSuccess && <p className="good">Everything is deleted. The bundled rule pack is active.</p>}
        {forget.error && <p className="bad">{forget.error.message}</p>}
      </div>
    </>
  );
}
