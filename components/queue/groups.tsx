import { useId, type JSX } from 'react';
import type { QueueAnswer } from '@/lib/queries/use-queue';
import { useWords } from '@/lib/queries/use-words';
import { DealList } from './deal-list';
import { groupTitle } from './texts';

type GroupsProps = { groups: QueueAnswer['groups']; open: (dealId: string) => void; unopened: string | null };

/** The deals that are due, a list for each currency: amounts of different ones cannot be compared. */
export function Groups({ groups, open, unopened }: GroupsProps): JSX.Element {
  const { t } = useWords();
  const currencies = groups.filter(({ hasAmount }) => hasAmount).length;
  return (
    <>
      {currencies > 1 && (
        <p className="small muted" role="note">
          {t('queue.currencies', { count: currencies })}
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
        <summary className="muted">{t('queue.order.title')}</summary>
        <p className="muted">{t('queue.order.more')}</p>
      </details>
    </>
  );
}

type GroupProps = { group: QueueAnswer['groups'][number]; alone: boolean } & Omit<GroupsProps, 'groups'>;

function Group({ group, alone, open, unopened }: GroupProps): JSX.Element {
  const words = useWords();
  const id = useId();
  return (
    <section className="queue-group">
      <div className="queue-line">
        <h2 id={id} className="section-title">
          {groupTitle(group, alone, words)}
        </h2>
        {group.hasAmount && (
          <span className="small muted" aria-hidden="true">
            {words.t('queue.group.stake')}
          </span>
        )}
      </div>
      <DealList rows={group.rows} labelledBy={id} open={open} unopened={unopened} />
    </section>
  );
}
