import type { JSX } from 'react';
import { useQuietRules, type QuietRule } from '@/lib/queries/use-alerts';
import { percent } from './figure-text';

/** Rules that tell reps nothing any more, with the evidence for it; they still count on the deal itself. */
export function QuietRules(): JSX.Element {
  const { rules, wake } = useQuietRules();
  if (!rules) return <p className="muted">Looking…</p>;
  if (rules.length === 0) {
    return (
      <p className="muted">
        None. A rule goes quiet when reps do not act on it, when it shows no lift on your closed deals, or when they
        disputed it and were right.
      </p>
    );
  }
  return (
    <ul className="quiet-rules">
      {rules.map((rule) => (
        <li key={rule.rule} className="card">
          <div className="card-head">
            <h3>{rule.title || rule.rule}</h3>
            <button type="button" className="button" onClick={() => wake(rule.rule)}>
              Wake
            </button>
          </div>
          <p className="small">{evidenceText(rule)}</p>
        </li>
      ))}
    </ul>
  );
}

function evidenceText(rule: QuietRule): string {
  switch (rule.why) {
    case 'notActedOn':
      return `Shown ${rule.shown} times, acted on ${rule.acted} times (95 %: ${percent(rule.share.low)}–${percent(rule.share.high)}).`;
    case 'noLift':
      return `No lift: it fired on ${rule.fired} of ${rule.judged} closed deals, and they were won ${rule.lift.value.toFixed(2)} times as often as the others (95 %: ${rule.lift.low.toFixed(2)}–${rule.lift.high.toFixed(2)}).`;
    case 'disputed':
      return `Disputed: the reps were right in ${rule.right} of ${rule.closed} cases that are decided (95 %: ${percent(rule.share.low)}–${percent(rule.share.high)}).`;
  }
}
