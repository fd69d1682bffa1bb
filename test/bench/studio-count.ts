import { looksAt, rulesOnly } from '@/lib/assess/past/past-verdicts';
import { endOf } from '@/lib/assess/past/record';
import { situationThen, type Then } from '@/lib/assess/past/situation-then';
import { deriveFacts } from '@/lib/domain/derive-facts';
import { evaluatePack } from '@/lib/rules/evaluate';
import type { EvaluationInput } from '@/lib/rules/pack-result';
import { twin } from './rules-twin';
import type { Deal, Field } from '@/lib/domain/deal';
import { dateOfMs } from '@/lib/domain/calendar';
import { compilePack } from '@/lib/rules/compile';
import { loadPack } from '@/lib/rules/load';
import type { RunnablePack } from '@/lib/rules/types';
import { backtestCount } from '@/lib/assess/blast/backtest';
import type { RecordedDeal } from '@/lib/assess/past/recorded-deal';
import { CLOCK, timedInput } from './deals';
import { RULES_200 } from './rules-200';

const DAY_MS = 86_400_000;
const CHUNK = 250;

function runnable(document: unknown): RunnablePack {
  const result = compilePack(document);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  const loaded = loadPack(result.pack);
  if (!loaded.ok) throw new Error(loaded.reason);
  return loaded.pack;
}

/** A kept deal as visits and a pull leave it: its first reading and its last, what moved, and how it stands. */
function recorded(n: number): RecordedDeal {
  const { deal, changes } = timedInput(n);
  const start = CLOCK.now - (30 + ((n * 7) % 700)) * DAY_MS;
  const end = start + (10 + ((n * 37) % 130)) * DAY_MS;
  const open = n % 5 === 0 || end > CLOCK.now;
  const value = (content: string): Field => ({ state: 'value', value: content, source: 'api' });
  const closed = value((n * 13) % 10 < 5 ? 'Closed won' : 'Closed lost');
  const first: Deal = {
    ...deal,
    readAt: start,
    fields: { ...deal.fields, createdAt: value(dateOfMs(start) ?? ''), 'stage.label': value('Discovery') },
  };
  const last: Deal = {
    ...first,
    readAt: end,
    fields: { ...first.fields, 'stage.label': closed, closeDate: value(dateOfMs(end) ?? '') },
  };
  const moves = changes.map((change, i) => ({ ...change, seenAt: start + (i + 1) * 3 * DAY_MS }));
  const now = open ? first : last;
  return {
    deal: now,
    history: { changes: moves, watchedSince: start },
    record: { dealId: deal.id, snapshots: open ? [first] : [first, last], changes: moves },
    open,
    writes: [],
  };
}

type Counted = { evaluations: number; engineMs: number; byHandMs: number; wholeMs: number };

/**
 * A backtest of 200 rules against as many others: how long it takes, and how much of that is the rules themselves, held against
 * the same rules by hand on the same deals at the same moments, in turn.
 */
export function count(deals: number, say: (done: number) => void): Counted {
  const draft = runnable({ ...RULES_200, version: 2 });
  const live = runnable(RULES_200);
  const counted: Counted = { evaluations: 0, engineMs: 0, byHandMs: 0, wholeMs: 0 };
  const tested = backtestCount({ live, draft, clock: CLOCK });
  const lean = rulesOnly(draft);
  for (let from = 0; from < deals; from += CHUNK) {
    const some = Array.from({ length: CHUNK }, (_, n) => recorded(from + n));
    counted.wholeMs += timed(() => some.forEach((deal) => tested.add(deal)));
    const inputs = some.flatMap((deal) => inputsOf(deal, draft));
    // The pack in use is evaluated on each as well.
    counted.evaluations += 2 * inputs.length;
    counted.engineMs += 2 * timed(() => inputs.forEach((input) => evaluatePack(lean, input)));
    counted.byHandMs += 2 * timed(() => inputs.forEach((input) => twin(input)));
    if ((from + CHUNK) % 2_500 === 0) say(from + CHUNK);
  }
  counted.wholeMs += timed(() => tested.result());
  return counted;
}

/** What the rules are evaluated on for one deal: as it stands and stood a week ago while it is open, else at each age. */
function inputsOf({ deal, history, record, open }: RecordedDeal, pack: RunnablePack): EvaluationInput[] {
  const input = (at: Then): EvaluationInput => ({
    deal: at.deal,
    facts: deriveFacts(at.deal, at.history, at.clock),
    changes: at.history.changes,
    clock: at.clock,
    watchedSince: at.history.watchedSince,
  });
  if (!open) return [...looksAt(record, [endOf(record, pack)], CLOCK.now)].map(({ known }) => input(known));
  const before = situationThen(record, CLOCK.now - 7 * DAY_MS);
  return [{ deal, history, clock: CLOCK }, ...(before ? [before] : [])].map(input);
}

function timed(action: () => unknown): number {
  const start = performance.now();
  action();
  return performance.now() - start;
}
