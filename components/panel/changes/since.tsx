import { useContext, useMemo, type JSX, type ReactNode } from 'react';
import type { CriterionResult } from '@/lib/domain/assessment';
import { isQuiet, sinceVisit, standsOut, type FieldMove, type SinceVisit } from '@/lib/domain/since-visit';
import { lastVisit, type Visits } from '@/lib/domain/visits';
import type { WriteEntry } from '@/lib/domain/writes';
import type { Fixing } from '@/lib/queries/use-fixing';
import { stagePosition } from '@/lib/rules/stage-position';
import { DealContext, type OpenDeal } from '../deal-context';
import { useWords } from '@/lib/queries/use-words';
import type { Words } from '@/lib/i18n/words';
import { Rich } from '@/components/ui/rich';
import { ClockLines } from './clocks';
import { Move } from './move';
import { activityLine, turnText } from './texts';

type SinceProps = { visits: Visits | null; fixing: Fixing };

/** What moved since the rep was last here, pushes and regressions first, and what the deal's clocks count from. */
export function Since({ visits, fixing }: SinceProps): JSX.Element | null {
  const { t } = useWords();
  const open = useContext(DealContext);
  const found = useMemo(() => (open === null ? null : changesOf(open, visits)), [open, visits]);
  if (open === null) return null; // what is shown is the last visit itself
  return (
    <section className="since" aria-label={t('changes.title')}>
      {found === null ? <p className="small muted">{t('changes.first')}</p> : <Found found={found} fixing={fixing} />}
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
  const stageIndex = stagePosition(pack);
  const since = sinceVisit({ seen, deal, changes: history.changes, dated: new Set(dated), stageIndex, clock });
  const lost = (assessment.regressions ?? []).filter(({ regressed }) => (regressed?.since ?? 0) > seen.at);
  return { ...since, lost };
}

function Found({ found, fixing }: { found: Changes; fixing: Fixing }): JSX.Element {
  const words = useWords();
  const { t, list, moment } = words;
  const { since, moves, contacts, activities, lost } = found;
  if (isQuiet(found) && lost.length === 0) {
    return <p className="small muted">{t('changes.quiet', { moment: moment(since) })}</p>;
  }
  const standing = moves.filter(({ turn }) => turn !== null && standsOut(turn));
  return (
    <details className="since-more" open={standing.length + lost.length > 0}>
      <summary className="small">
        <strong>{t('changes.title')}</strong> <span className="muted">{moment(since)}</span>
        <Heads found={found} fixing={fixing} />
      </summary>
      <ul className="rows small">
        {moves.map((move) => (
          <Move
            key={move.field}
            move={move}
            label={fixing.labelOf(move.field)}
            yours={fixing.writes.entries.some((entry) => wrote(entry, move, since))}
          />
        ))}
        {lost.map((criterion) => (
          <Line key={criterion.id} bad>
            {t('changes.lost', { title: criterion.title })}
          </Line>
        ))}
        {contacts.added.length > 0 && <Line>{t('changes.newContacts', { names: list(contacts.added) })}</Line>}
        {contacts.gone.length > 0 && <Line bad>{t('changes.goneContacts', { names: list(contacts.gone) })}</Line>}
        {activities.slice(0, SHOWN).map((activity) => (
          <Line key={`${activity.at} ${activity.subject}`}>
            <bdi>{activityLine(words, activity)}</bdi> <span className="muted">{moment(activity.at)}</span>
          </Line>
        ))}
        {activities.length > SHOWN && <Line>{t('changes.moreActivities', { count: activities.length - SHOWN })}</Line>}
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
  const words = useWords();
  const { t, rich, list } = words;
  const red = (parts: ReactNode[]): ReactNode => <span className="regressed">{parts}</span>;
  const standing = moves.filter(({ turn }) => turn !== null && standsOut(turn));
  const others = moves.length - standing.length + contacts.added.length + contacts.gone.length + activities.length;
  const bad = [
    ...standing.map((move) => headOf(words, move, fixing)),
    ...(lost.length > 0 ? [t('changes.lostCount', { count: lost.length })] : []),
  ];
  return (
    <span className="row-sub">
      {bad.length === 0 && others > 0 && t('changes.others', { count: others })}
      {bad.length > 0 && others === 0 && <span className="regressed">{list(bad)}</span>}
      {bad.length > 0 && others > 0 && (
        <Rich parts={rich('changes.othersMore', { bad: list(bad), count: others, red })} />
      )}
    </span>
  );
}

function headOf(words: Words, { field, turn }: FieldMove, { labelOf }: Fixing): string {
  const label = words.said(labelOf(field));
  return turn === null ? label : words.t('changes.moved', { field: label, turn: turnText(words, turn) });
}

function Line({ children, bad = false }: { children: ReactNode; bad?: boolean }): JSX.Element {
  return <li className={bad ? 'regressed' : undefined}>{children}</li>;
}

/** Whether the move is what the rep saved from here since then. */
function wrote({ state, endedAt, edits }: WriteEntry, { field, to }: FieldMove, since: number): boolean {
  if (state !== 'done' || endedAt === null || endedAt <= since || to.state !== 'value') return false;
  return edits.some((edit) => edit.field === field && JSON.stringify(edit.to) === JSON.stringify(to.value));
}
