import { ascending, quantile } from '@/lib/domain/quantiles';
import type { Observation } from '../rows';
import { chanceOf, shuffled } from '../seeded';

/** How rows are parted into those that are learned from and those that are predicted. */
export type Protocol =
  | { kind: 'time'; share: number }
  | { kind: 'cv'; repeats: number; folds: number }
  /** `test` says of a deal whether it is predicted; deals it does not know (null) are left out. */
  | { kind: 'given'; test: (dealId: string) => boolean | null };

export type Split = { train: Observation[]; test: Observation[] };

/** The parts of one protocol: rounds of folds; each round predicts every row to be predicted once. */
export type Parts = { rounds: Split[][]; note: string | null };

/** Deals too few to learn anything from. */
const FEWEST_TO_LEARN = 20;

export function protocolName(protocol: Protocol): string {
  if (protocol.kind === 'time') return `time:${protocol.share}`;
  return protocol.kind === 'cv' ? `cv:${protocol.repeats}x${protocol.folds}` : 'given';
}

/** Reads `time:0.7`, `cv:5x10`; null for anything else (`given` needs more than its name). */
export function readProtocol(text: string): Protocol | null {
  const time = /^time:(0?\.\d+)$/.exec(text);
  if (time) return { kind: 'time', share: Number(time[1]) };
  const cv = /^cv:(\d{1,3})x(\d{1,3})$/.exec(text);
  const [repeats, folds] = [Number(cv?.[1] ?? 0), Number(cv?.[2] ?? 0)];
  return repeats >= 1 && folds >= 2 ? { kind: 'cv', repeats, folds } : null;
}

export function partsOf(protocol: Protocol, rows: readonly Observation[], seed: number, horizon: number | null): Parts {
  switch (protocol.kind) {
    case 'cv':
      return { rounds: crossValidation(rows, protocol, seed), note: null };
    case 'given':
      return { rounds: [[given(rows, protocol.test)]], note: null };
    case 'time':
      return byTime(rows, protocol.share, horizon);
  }
}

/** Folds of whole deals, won and lost ones spread evenly. */
function crossValidation(
  rows: readonly Observation[],
  { repeats, folds }: { repeats: number; folds: number },
  seed: number,
): Split[][] {
  const deals = new Map<string, Observation[]>();
  for (const row of rows) deals.set(row.dealId, [...(deals.get(row.dealId) ?? []), row]);
  const all = [...deals.values()];
  const won = all.filter((deal) => deal.some((row) => row.won === 1));
  const lost = all.filter((deal) => deal.every((row) => row.won === 0));
  const chance = chanceOf(seed);
  return Array.from({ length: repeats }, () => {
    const order = [...shuffled(won, chance), ...shuffled(lost, chance)];
    const used = Math.min(folds, order.length);
    return Array.from({ length: used }, (_, fold) => ({
      train: order.filter((_deal, i) => i % used !== fold).flat(),
      test: order.filter((_deal, i) => i % used === fold).flat(),
    }));
  });
}

function given(rows: readonly Observation[], test: (dealId: string) => boolean | null): Split {
  return {
    train: rows.filter((row) => test(row.dealId) === false),
    test: rows.filter((row) => test(row.dealId) === true),
  };
}

/**
 * Learns from what was known and decided at the cut, predicts what came after it. Where the horizon leaves too little before
 * the cut, the learning rows' answers may have come later; the note says so.
 */
function byTime(rows: readonly Observation[], share: number, horizon: number | null): Parts {
  const dated = rows.flatMap((row) => (row.day === null ? [] : [{ row, day: row.day }]));
  const cut = quantile(ascending(dated.map(({ day }) => day)), share);
  if (cut === null) return { rounds: [], note: 'No row has a date, so time cannot part them.' };
  const test = dated.filter(({ day }) => day >= cut).map(({ row }) => row);
  const decided = dated.filter(({ day }) => day + (horizon ?? 0) < cut).map(({ row }) => row);
  if (canLearn(decided)) return { rounds: [[{ train: decided, test }]], note: null };
  const before = dated.filter(({ day }) => day < cut).map(({ row }) => row);
  const note =
    'Too few deals were decided before the cut: learned from all that began before it, some of which were decided later.';
  return { rounds: [[{ train: before, test }]], note };
}

function canLearn(rows: readonly Observation[]): boolean {
  const deals = new Set(rows.map(({ dealId }) => dealId)).size;
  return deals >= FEWEST_TO_LEARN && new Set(rows.map(({ won }) => won)).size === 2;
}
