import type { JSX } from 'react';
import type { Pull } from '@/lib/crm/pull/plan';
import { usePulls } from '@/lib/queries/use-pulls';

/** Pulling a whole pipeline from each CRM whose API can be called, with its progress. */
export function Pulls(): JSX.Element | null {
  const { tenants, pulls, start, cancel, error } = usePulls();
  if (tenants.length === 0) return null;
  return (
    <section aria-labelledby="pull-title">
      <h2 id="pull-title">All deals</h2>
      <p className="muted">
        Reads every open deal and those closed in the last 24 months, with their history, into this browser. Later runs
        read what has changed.
      </p>
      {error && <p className="notice">{error.message}</p>}
      {tenants.map(({ tenant, title }) => {
        const pull = pulls.find((each) => each.tenant === tenant) ?? null;
        const goes = pull?.status === 'running' || pull?.status === 'waiting';
        return (
          <section key={tenant} className="admin-pull" aria-label={title}>
            <h3>{title}</h3>
            {pull && <Progress pull={pull} title={title} />}
            <div className="admin-actions">
              <button type="button" className="button" disabled={goes} onClick={() => start(tenant)}>
                {startLabel(pull)}
              </button>
              {goes && (
                <button type="button" className="button" onClick={() => cancel(tenant)}>
                  Cancel
                </button>
              )}
            </div>
          </section>
        );
      })}
    </section>
  );
}

function Progress({ pull, title }: { pull: Pull; title: string }): JSX.Element {
  const { deals, total, status } = pull;
  return (
    <>
      {(status === 'running' || status === 'waiting') && (
        <progress
          aria-label={`Pull of ${title}`}
          {...(total === null ? {} : { value: deals, max: Math.max(total, 1) })}
        />
      )}
      <p role="status">{statusText(pull)}</p>
    </>
  );
}

function statusText(pull: Pull): string {
  const { deals, total, status, problem, resumeAt } = pull;
  const count =
    total === null || total <= deals
      ? `${deals.toLocaleString()} deals`
      : `${deals.toLocaleString()} of ${total.toLocaleString()} deals`;
  switch (status) {
    case 'running':
      return `${count} so far`;
    case 'waiting':
      return `${count} so far; goes on at ${new Date(resumeAt ?? pull.updatedAt).toLocaleTimeString()}. ${problem ?? ''}`;
    case 'stopped':
      return `Cancelled after ${count}; what was read stays.`;
    case 'failed':
      return `Stopped after ${count}: ${problem ?? 'for a reason that is not known'}`;
    case 'done':
      return `${count}, as of ${new Date(pull.updatedAt).toLocaleString()}`;
  }
}

function startLabel(pull: Pull | null): string {
  if (pull === null) return 'Read all deals';
  return pull.status === 'stopped' || pull.status === 'failed' ? 'Go on' : 'Read what changed';
}
