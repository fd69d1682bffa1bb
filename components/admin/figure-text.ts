import type { Words } from '@/lib/i18n/words';
import type { Metrics } from '@/lib/risk/model';

type Interval = { value: number; low: number | null; high: number | null };

/** `0.78 (0.71–0.85)`. */
export function figureText({ value, low, high }: Interval, { t, fixed }: Words): string {
  if (low === null || high === null) return fixed(value, 2);
  return t('learned.figure', { value: fixed(value, 2), low: fixed(low, 2), high: fixed(high, 2) });
}

/** The area under the curve with its interval. */
export function aucText({ auc, aucLow, aucHigh }: Pick<Metrics, 'auc' | 'aucLow' | 'aucHigh'>, words: Words): string {
  return auc === null ? '–' : figureText({ value: auc, low: aucLow, high: aucHigh }, words);
}
