import type { JSX } from 'react';
import { Move } from '@/components/panel/changes/move';
import { activityLine } from '@/components/panel/changes/texts';
import { fieldLabel } from '@/components/panel/field-label';
import { dateText } from '@/components/panel/texts';
import { Section } from '@/components/ui/section';
import { usePack } from '@/lib/queries/use-pack';
import type { ReviewDeal } from '@/lib/queries/use-review';
import { useWords } from '@/lib/queries/use-words';
import { clockTexts } from './deal-texts';

const SHOWN = 3;

/** What moved on the deal since its last review, and how long it has been silent. */
export function Since({ deal }: { deal: ReviewDeal }): JSX.Element {
  const words = useWords();
  const { t } = words;
  const { since } = deal;
  return (
    <Section title={t('review.since.title')} note={since === null ? '' : dateText(words, since.day)}>
      {since === null ? <p className="muted">{t('review.since.first')}</p> : <Moved since={since} />}
      <p className="small muted">{clockTexts(words, deal).join(' ')}</p>
    </Section>
  );
}

function Moved({ since: { moved, pushes, risk } }: { since: NonNullable<ReviewDeal['since']> }): JSX.Element {
  const words = useWords();
  const { t, list, moment } = words;
  const fields = usePack()?.pack?.fields ?? [];
  const { moves, contacts, activities } = moved;
  const pushed = pushes !== null && pushes.is > pushes.was ? pushes.is - pushes.was : 0;
  const rise = risk === null ? 0 : risk.is - risk.was;
  const lines = moves.length + contacts.added.length + contacts.gone.length + activities.length + pushed;
  if (lines === 0 && rise === 0) return <p>{t('review.since.nothing')}</p>;
  return (
    <ul className="rows small review-moves">
      {moves.map((move) => (
        <Move key={move.field} move={move} label={fieldLabel(move.field, fields)} />
      ))}
      {pushed > 0 && <li className="regressed">{t('review.since.pushed', { count: pushed })}</li>}
      {risk !== null && rise !== 0 && (
        <li className={rise > 0 ? 'regressed' : undefined}>{t('review.since.risk', { was: risk.was, is: risk.is })}</li>
      )}
      {contacts.added.length > 0 && <li>{t('changes.newContacts', { names: list(contacts.added) })}</li>}
      {contacts.gone.length > 0 && (
        <li className="regressed">{t('changes.goneContacts', { names: list(contacts.gone) })}</li>
      )}
      {activities.slice(0, SHOWN).map((activity) => (
        <li key={`${activity.at} ${activity.subject}`}>
          <bdi>{activityLine(words, activity)}</bdi> <span className="muted">{moment(activity.at)}</span>
        </li>
      ))}
      {activities.length > SHOWN && <li>{t('changes.moreActivities', { count: activities.length - SHOWN })}</li>}
    </ul>
  );
}
