import { useMemo, type JSX } from 'react';
import { clockEvent } from '@/lib/domain/clock-events';
import { deriveFacts } from '@/lib/domain/derive-facts';
import type { Assessed } from '@/lib/queries/use-assessment';
import { useWords } from '@/lib/queries/use-words';
import { eventText } from './texts';

const SHOWN = [
  { fact: 'daysSilent', key: 'since.clockSilent' },
  { fact: 'stageAgeDays', key: 'since.clockStage' },
] as const;

type ClockLinesProps = { assessed: Assessed; since: number | null };

/** The days that the rules count, each with the event it counts from: why it is low again is then no riddle. */
export function ClockLines({ assessed, since }: ClockLinesProps): JSX.Element | null {
  const { deal, history, clock } = assessed.input;
  const words = useWords();
  const lines = useMemo(() => {
    const facts = deriveFacts(deal, history, clock);
    return SHOWN.flatMap(({ fact, key }) => {
      const { [fact]: known } = facts;
      const event = known.state === 'value' ? clockEvent(fact, known.value, { deal, history, clock }) : null;
      return known.state === 'value' && event ? [{ fact, key, days: known.value, event }] : [];
    });
  }, [deal, history, clock]);
  if (lines.length === 0) return null;
  return (
    <ul className="clocks small muted" aria-label={words.t('since.clocks')}>
      {lines.map(({ fact, key, days, event }) => (
        <li key={fact}>
          <bdi>{words.t(key, { count: days, event: eventText(event, words) })}</bdi>
          {since !== null && event.at > since && <strong> {words.t('since.anew')}</strong>}
        </li>
      ))}
    </ul>
  );
}
