import type { JSX } from 'react';
import { useQuietRules, type QuietRule } from '@/lib/queries/use-alerts';
import type { Words } from '@/lib/i18n/words';
import { useWords } from '@/lib/queries/use-words';

/** Rules that tell reps nothing any more, with the evidence for it; they still count on the deal itself. */
export function QuietRules(): JSX.Element {
  const words = useWords();
  const { t, said } = words;
  const { rules, wake } = useQuietRules();
  if (!rules) return <p className="muted">{t('admin.looking')}</p>;
  if (rules.length === 0) {
    return <p className="muted">{t('admin.quiet.none')}</p>;
  }
  return (
    <ul className="quiet-rules">
      {rules.map((rule) => (
        <li key={rule.rule} className="card">
          <div className="card-head">
            <h3>{said(rule.title) || rule.rule}</h3>
            <button type="button" className="button" onClick={() => wake(rule.rule)}>
              {t('admin.quiet.wake')}
            </button>
          </div>
          <p className="small">{evidenceText(rule, words)}</p>
        </li>
      ))}
    </ul>
  );
}

function evidenceText(rule: QuietRule, { t, percent, fixed }: Words): string {
  const shares = ({ low, high }: { low: number; high: number }): { low: string; high: string } => ({
    low: percent(low),
    high: percent(high),
  });
  switch (rule.why) {
    case 'notActedOn':
      return t('admin.quiet.notActedOn', { shown: rule.shown, acted: rule.acted, ...shares(rule.share) });
    case 'noLift':
      return t('admin.quiet.noLift', {
        fired: rule.fired,
        judged: rule.judged,
        lift: fixed(rule.lift.value, 2),
        low: fixed(rule.lift.low, 2),
        high: fixed(rule.lift.high, 2),
      });
    case 'disputed':
      return t('admin.quiet.disputed', { right: rule.right, closed: rule.closed, ...shares(rule.share) });
  }
}
