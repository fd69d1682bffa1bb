import { useId, type JSX } from 'react';
import type { QueueAnswer } from '@/lib/queries/use-queue';
import { DealList } from './deal-list';
import { groupTitle } from './texts';

type GroupsProps = { groups: QueueAnswer['groups']; open: (dealId: string) => void; unopened: string | null };

/** The deals that are due, a list for each currency: amounts of different ones cannot be compared. */
export function Groups({ groups, open, unopened }: GroupsProps): JSX.Element {
  const currencies = groups.filter(({ hasAmount }) => hasAmount).length;
  return (
    <>
      {currencies > 1 && (
        <p className="small muted" role="note">
          Amounts of {currencies} currencies cannot be compared without a rate: each has a list of its own.
        </p>
      )}
      {groups.map((group) => (
        <Group
          key={`${String(group.hasAmount)} ${group.currency ?? ''}`}
          group={group}
          alone={currencies === 1}
          open={open}
          unopened={unopened}
        />
      ))}
      <details className="more small">
        <summary className="muted">How the order comes about</summary>
        <p className="muted">
          At stake = the amount × the points of risk that the best open step takes off ÷ 100: what that step is worth on
          average. An open gap counts as one point, since nobody can tell what it hides. Deals without an amount come
          last, by those points.
        </p>
      </details>
    </>
  );
}

type GroupProps = { group: QueueAnswer['groups'][number]; alone: boolean } & Omit<GroupsProps, 'groups'>;

function Group({ group, alone, open, unopened }: GroupProps): JSX.Element {
  const id = useId();
  return (
    <section className="queue-group">
      <div className="queue-line">
        <h2 id={id} className="section-title">
          {groupTitle(group, alone)}
        </h2>
        {group.hasAmount && (
          <span className="small muted" aria-hidden="true">
            at stake
          </span>
        )}
      </div>
      <DealList rows={group.rows} labelledBy={id} open={open} unopened={unopened} />
    </section>
  );
}
