import type { Metrics } from '@/lib/risk/model';

/** `0.78 (0.71–0.85)`. */
export function aucText({ auc, aucLow, aucHigh }: Pick<Metrics, 'auc' | 'aucLow' | 'aucHigh'>): string {
  if (auc === null) return '–';
  return aucLow === null || aucHigh === null
    ? auc.toFixed(2)
    : `${auc.toFixed(2)} (${aucLow.toFixed(2)}–${aucHigh.toFixed(2)})`;
}

/** A share as whole percent. */
export function percent(share: number): string {
  return `${Math.round(100 * share)}%`.replace('-', '−');
}
