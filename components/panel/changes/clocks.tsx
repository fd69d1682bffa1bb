import { useMemo, type JSX } from 'react';
import { clockEvent } from '@/lib/domain/clock-events';
import { deriveFacts } from '@/lib/domain/derive-facts';
import type { Assessed } from '@/lib/queries/use-assessment';
import { mark, Rich } from '@/components/ui/rich';
import { useWords } from '@/lib/queries/use-words';
import { eventText } from './texts';

const SHOWN = [
  { fact: 'daysSilent', name: 'silent' },
  { fact: 'stageAgeDays', name: 'stage' },
] as const;

type ClockLinesProps = { assessed: Assessed; since: number | null };

/** The days that the rules count, each with the event it counts from: why it is low again is then no riddle. */
export function ClockLines({ assessed, since }: ClockLinesProps): JSX.Element | null {
  const words = useWords();
  const { t, rich } = words;
  const { deal, history, clock } = assessed.input;
  const lines = useMemo(() => {
    const facts = deriveFacts(deal, history, clock);
    return SHOWN.flatMap(({ fact, name }) => {
      const { [fact]: known } = facts;
      const event = known.state === 'value' ? clockEvent(fact, known.value, { deal, history, clock }) : null;
      return known.state === 'value' && event ? [{ fact, name, days: known.value, event }] : [];
    });
  }, [deal, history, clock]);
  if (lines.length === 0) return null;
  return (
    <ul className="clocks small muted" aria-label={t('changes.clocks.label')}>
      {lines.map(({ fact, name, days, event }) => (
        <li key={fact}>
          <Rich parts={rich(`changes.clocks.${name}`, { days, event: eventText(words, event), bdi: mark('bdi') })} />
          {since !== null && event.at > since && <strong> {t('changes.clocks.anew')}</strong>}
        </li>
      ))}
    </ul>
  );
}
