import type { JSX } from 'react';
import type { Assessment } from '@/lib/domain/assessment';
import { plural } from './texts';

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
  const risk = assessment && assessment.risk.state !== 'none' ? assessment.risk : null;
  return (
    <main>
      <h1 className="visually-hidden">Fairlead</h1>
      <button type="button" className="pill" onClick={onOpen} title="Open the Fairlead panel">
        {risk && (
          <span className="pill-risk" data-level={level(risk.risk)}>
            Risk {risk.state === 'score' ? risk.risk : `${risk.low}–${risk.high}`}
          </span>
        )}
        <span className="pill-text">{assessment ? gapsText(assessment) : status}</span>
      </button>
    </main>
  );
}

/** How many gaps are due; where no gap can be known, why. */
function gapsText({ gaps, stage, applies }: Assessment): string {
  if (!applies) return 'Not checked';
  if (stage.state === 'closed') return 'Closed';
  if (stage.state !== 'known') return 'Stage unknown';
  const due = gaps.filter((gap) => gap.due === 'now').length;
  return due === 0 ? 'No gaps' : plural(due, 'gap', 'gaps');
}

/** Three levels for colour; the number beside it says the same. */
export function level(risk: number): 'low' | 'medium' | 'high' {
  if (risk < 40) return 'low';
  return risk < 60 ? 'medium' : 'high';
}
