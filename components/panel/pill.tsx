import type { JSX } from 'react';
import type { Assessment } from '@/lib/domain/assessment';
import { useWords } from '@/lib/queries/use-words';
import type { Words } from '@/lib/i18n/words';

/** The folded panel: risk and number of gaps due now. */
export function Pill({
  assessment,
  status,
  onOpen,
}: {
  assessment: Assessment | null;
  status: string;
  onOpen: () => void;
}): JSX.Element {
  const words = useWords();
  const { t } = words;
  const risk = assessment && assessment.risk.state !== 'none' ? assessment.risk : null;
  return (
    <main>
      <h1 className="visually-hidden">Fairlead</h1>
      <button type="button" className="pill" onClick={onOpen} title={t('panel.pill.open')}>
        {risk && (
          <span className="pill-risk" data-level={level(risk.risk)}>
            {t('panel.pill.risk', { risk: risk.state === 'score' ? risk.risk : `${risk.low}–${risk.high}` })}
          </span>
        )}
        <span className="pill-text">{assessment ? gapsText(words, assessment) : status}</span>
      </button>
    </main>
  );
}

/** How many gaps are due; where no gap can be known, why. */
function gapsText({ t }: Words, { gaps, stage, applies }: Assessment): string {
  if (!applies) return t('panel.pill.notChecked');
  if (stage.state === 'closed') return t('panel.pill.closed');
  if (stage.state !== 'known') return t('panel.pill.stageUnknown');
  return t('panel.pill.gaps', { count: gaps.filter((gap) => gap.due === 'now').length });
}

/** Three levels for colour; the number beside it says the same. */
export function level(risk: number): 'low' | 'medium' | 'high' {
  if (risk < 40) return 'low';
  return risk < 60 ? 'medium' : 'high';
}
