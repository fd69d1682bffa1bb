import type { Clock } from '@/lib/domain/clock';
import type { Assessment } from '@/lib/domain/assessment';
import { fieldOf, type Deal } from '@/lib/domain/deal';
import { deriveFacts } from '@/lib/domain/derive-facts';
import type { History } from '@/lib/domain/facts';
import { evaluatePack } from '@/lib/rules/evaluate';
import type { RunnablePack } from '@/lib/rules/types';
import { moneyOf } from '../factors';

/** An open deal with all that rules may look at. */
export type LiveDeal = { deal: Deal; history: History };

/**
 * What a pack says of one open deal: its flags by id, and whether it holds the deal up. A flag is a field with a gap that is due,
 * a criterion that is not met and blocks or warns, a signal of risk that fires. Null: the pack is not for the deal, or the deal
 * is closed by it.
 */
export type Standing = { flags: readonly string[]; blocked: boolean };

/** What the flags of an assessment are: the one definition, for what is shown and for what is foretold. */
export function standingOf({
  applies,
  stage,
  criteria,
  gaps,
  signals,
}: Pick<Assessment, 'applies' | 'stage' | 'criteria' | 'gaps' | 'signals'>): Standing | null {
  if (!applies || stage.state === 'closed') return null;
  const due = stage.state === 'known' ? gaps.filter((gap) => gap.due === 'now').map((gap) => `gap:${gap.field}`) : [];
  const unmet = criteria.filter(({ verdict, enforce }) => verdict.kind === 'notMet' && enforce !== 'info');
  const risky = signals.filter(({ verdict, weight }) => verdict.kind === 'met' && weight > 0);
  return {
    flags: [
      // A field may be doubtful in two ways; it is one thing to mend.
      ...new Set(due),
      ...unmet.map(({ id }) => `criterion:${id}`),
      ...risky.map(({ id }) => `signal:${id}`),
    ],
    blocked: unmet.some(({ enforce }) => enforce === 'block'),
  };
}

/** What each of some packs says of a deal at a moment; its facts are derived once. */
export function standsUnder(
  packs: readonly RunnablePack[],
  { deal, history }: LiveDeal,
  clock: Clock,
): (Standing | null)[] {
  const facts = deriveFacts(deal, history, clock);
  const { changes, watchedSince } = history;
  return packs.map((pack) => standingOf(evaluatePack(pack, { deal, facts, changes, clock, watchedSince })));
}

/** Whose deal it is, for counting; null where that could not be read or is blank. */
export function repOf(deal: Deal): string | null {
  const text = (key: 'owner.name' | 'owner.id'): string | null => {
    const field = fieldOf(deal, key);
    return field.state === 'value' && typeof field.value !== 'object' ? String(field.value) : null;
  };
  return text('owner.name') ?? text('owner.id');
}

/** A deal's amount with its currency, empty where none is shown; null where it has none that could be read. */
export function amountOf(deal: Deal): { value: number; currency: string } | null {
  const money = moneyOf(deal);
  return money && { value: money.value, currency: money.currency ?? '' };
}
