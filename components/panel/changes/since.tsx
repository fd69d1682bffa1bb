import { useContext, useMemo, type JSX, type ReactNode } from 'react';
import type { CriterionResult } from '@/lib/domain/assessment';
import { isQuiet, sinceVisit, standsOut, type FieldMove, type SinceVisit } from '@/lib/domain/since-visit';
import { lastVisit, type Visits } from '@/lib/domain/visits';
import type { Fixing } from '@/lib/queries/use-fixing';
import { plainLabel } from '@/lib/rules/plain-label';
import type { RunnablePack } from '@/lib/rules/types';
import { DealContext, type OpenDeal } from '../deal-context';
import { plural } from '../texts';
import { ClockLines } from './clocks';
import { Move } from './move';
import { activityText, momentText, turnText } from './texts';

type SinceProps = { visits: Visits | null; fixing: Fixing };

/** What moved since the rep was last here, pushes and regressions first, and what the deal's clocks count from. */
export function Since({ visits, fixing }: SinceProps): JSX.Element | null {
  const open = useContext(DealContext);
  const found = useMemo(() => (open === null ? null : changesOf(open, visits)), [open, visits]);
  if (open === null) return null; // what is shown is the last visit itself
  return (
    <section className="since" aria-label="Since your last visit">
      {found === null ? (
        <p className="small muted">Your first visit to this deal: what moves from now on is shown here.</p>
      ) : (
        <Found found={found} fixing={fixing} />
      )}
      <ClockLines assessed={open.assessed} since={found?.since ?? null} />
    </section>
  );
}

type Changes = SinceVisit & { lost: readonly CriterionResult[] };

function changesOf({ assessed }: OpenDeal, visits: Visits | null): Changes | null {
  const { deal, assessment, input, dated } = assessed;
  const { clock, history, pack } = input;
  const seen = lastVisit(visits, clock.now);
  if (seen === null) return null;
  const stageIndex = stagesOf(pack);
  const since = sinceVisit({ seen, deal, changes: history.changes, dated: new Set(dated), stageIndex, clock });
  const lost = (assessment.regressions ?? []).filter(({ regressed }) => (regressed?.since ?? 0) > seen.at);
  return { ...since, lost };
}

function stagesOf({ stages }: RunnablePack): (label: string) => number | null {
  return (label) => {
    const index = stages.findIndex(({ match }) => match.includes(plainLabel(label)));
    // Lost is no step on, whatever its place in the list.
    return index < 0 || stages[index]?.closed === 'lost' ? null : index;
  };
}

function Found({ found, fixing }: { found: Changes; fixing: Fixing }): JSX.Element {
  const { since, moves, contacts, activities, lost } = found;
  if (isQuiet(found) && lost.length === 0) {
    return <p className="small muted">Nothing changed since {momentText(since)}.</p>;
  }
  const standing = moves.filter(({ turn }) => turn !== null && standsOut(turn));
  return (
    <details className="since-more" open={standing.length + lost.length > 0}>
      <summary className="small">
        <strong>Since your last visit</strong> <span className="muted">{momentText(since)}</span>
        <Heads found={found} fixing={fixing} />
      </summary>
      <ul className="rows small">
        {moves.map((move) => (
          <Move key={move.field} move={move} fixing={fixing} since={since} />
        ))}
        {lost.map((criterion) => (
          <Line key={criterion.id} bad>
            No longer met: {criterion.title}
          </Line>
        ))}
        {contacts.added.length > 0 && <Line>New contact: {contacts.added.join(', ')}</Line>}
        {contacts.gone.length > 0 && <Line bad>No longer on the deal: {contacts.gone.join(', ')}</Line>}
        {activities.slice(0, SHOWN).map((activity) => (
          <Line key={`${activity.at} ${activity.subject}`}>
            <bdi>{capital(activityText(activity))}</bdi> <span className="muted">{momentText(activity.at)}</span>
          </Line>
        ))}
        {activities.length > SHOWN && (
          <Line>{plural(activities.length - SHOWN, 'more activity', 'more activities')}</Line>
        )}
      </ul>
    </details>
  );
}

const SHOWN = 3;

/** In one line: what stands out by name, the rest by number. */
function Heads({
  found: { moves, lost, contacts, activities },
  fixing,
}: {
  found: Changes;
  fixing: Fixing;
}): JSX.Element {
  const standing = moves.filter(({ turn }) => turn !== null && standsOut(turn));
  const others = moves.length - standing.length + contacts.added.length + contacts.gone.length + activities.length;
  const bad = [
    ...standing.map((move) => headOf(move, fixing)),
    ...(lost.length > 0 ? [plural(lost.length, 'criterion no longer met', 'criteria no longer met')] : []),
  ];
  return (
    <span className="row-sub">
      {bad.length > 0 && <span className="regressed">{bad.join(', ')}</span>}
      {bad.length > 0 && others > 0 && ', '}
      {others > 0 &&
        plural(others, bad.length > 0 ? 'other change' : 'change', bad.length > 0 ? 'other changes' : 'changes')}
    </span>
  );
}

function headOf({ field, turn }: FieldMove, { labelOf }: Fixing): string {
  return turn === null ? labelOf(field) : `${labelOf(field)} ${turnText(turn)}`;
}

function Line({ children, bad = false }: { children: ReactNode; bad?: boolean }): JSX.Element {
  return <li className={bad ? 'regressed' : undefined}>{children}</li>;
}

function capital(text: string): string {
  const rest = text.replace(/^the /, '');
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
