import type { Protocol } from '@/lib/risk/backtest/protocol';
import { buildRows, horizonOf, outcomeRows } from '@/lib/risk/past/build-rows';
import { courseValues } from '@/lib/risk/past/course';
import type { Observation } from '@/lib/risk/rows';
import type { PastDeals } from './past-deals';

/** Rows with their answers, and what the answer means. */
export type Labelled = { rows: Observation[]; horizon: number | null; label: string; setAside: Record<string, number> };

/**
 * With dates and a test by time, with events, or where the mapping says so: "won within the horizon", of deals old enough to be
 * decided. Else: won or lost, of closed deals.
 */
export function labelled(past: PastDeals, protocol: Protocol): Labelled {
  const { histories, mapping, withHistory, asOf, roles } = past;
  const asked = mapping.horizon;
  const dated = histories.some(({ createdDay }) => createdDay !== null);
  const byTime = dated && asked !== 'none' && (protocol.kind === 'time' || withHistory || asked !== undefined);
  const horizon = byTime ? (typeof asked === 'number' ? asked : horizonOf(histories)) : null;
  if (horizon === null) {
    const open = histories.filter(({ outcome }) => outcome === 'open').length;
    const rows = outcomeRows(histories);
    return { rows, horizon, label: 'won or lost, of closed deals', setAside: open > 0 ? { 'still open': open } : {} };
  }
  const { rows, setAside } = buildRows(histories, {
    horizon,
    asOf,
    withHistory,
    ...(withHistory ? { extra: (history, day) => courseValues(history, day, roles) } : {}),
  });
  return { rows, horizon, label: `won within ${horizon} days`, setAside: inWords(setAside) };
}

function inWords({
  noCreationDay,
  noCloseDay,
  notYetDecided,
}: ReturnType<typeof buildRows>['setAside']): Record<string, number> {
  const all = {
    'no usable day of creation': noCreationDay,
    'closed, but no day of closing': noCloseDay,
    'too young to be decided within the horizon': notYetDecided,
  };
  return Object.fromEntries(Object.entries(all).filter(([, count]) => count > 0));
}
