import { ascending, quantile } from '@/lib/domain/quantiles';
import type { DealHistory, FactorDef, FactorValue, Values } from '@/lib/risk/rows';

export const AMOUNT = 'amount';
const ROUNDNESS = 'amount.roundness';
const USUAL = 'amount.usual';
const FEWEST_FOR_USUAL = 3;
/** What is usual changes: only the owner's latest deals count. */
const USUAL_OVER = 50;

/** Factors made of the amount; the last only where deals have an owner. */
export function amountFactors(owner: string | undefined): FactorDef[] {
  return [
    { id: AMOUNT, title: 'Amount', kind: 'number' },
    { id: ROUNDNESS, title: 'Roundness of the amount', kind: 'category' },
    ...(owner === undefined
      ? []
      : [
          {
            id: USUAL,
            title: "Amount against the owner's usual",
            kind: 'number' as const,
            edges: [0.5, 0.8, 1.25, 2],
            unit: '×',
          },
        ]),
  ];
}

/** Ids that fall with the amount when it leaks. */
export const MADE_OF_AMOUNT: readonly string[] = [ROUNDNESS, USUAL];

/** How many zeros an amount ends with, in words; a number nobody rounded has been counted up from a quote. */
export function roundness(amount: FactorValue | undefined): FactorValue | undefined {
  if (typeof amount !== 'number') return amount;
  if (amount === 0) return 'zero';
  const step = [10_000, 1_000, 100, 10, 1].find((one) => amount % one === 0);
  return step === undefined
    ? 'with decimals'
    : step === 1
      ? 'not round'
      : `multiple of ${step.toLocaleString('en-US')}`;
}

/** Adds the amount as factors to what deals began with. An owner's usual is the median of the deals begun before. */
export function withAmounts(histories: readonly DealHistory[], owner: string | undefined): DealHistory[] {
  const usual = owner === undefined ? null : usualAmounts(histories, owner);
  return histories.map((history): DealHistory => {
    const amount: Values[string] = history.initial[AMOUNT];
    const before = usual?.get(history.dealId) ?? null;
    const against = typeof amount === 'number' && before !== null && before > 0 ? amount / before : undefined;
    const made: Values = { [ROUNDNESS]: roundness(amount), ...(usual === null ? {} : { [USUAL]: against }) };
    return { ...history, initial: { ...history.initial, ...made } };
  });
}

function usualAmounts(histories: readonly DealHistory[], owner: string): Map<string, number | null> {
  const before = new Map<FactorValue | undefined, number[]>();
  const usual = new Map<string, number | null>();
  for (const { dealId, initial } of histories.toSorted((a, b) => (a.createdDay ?? 0) - (b.createdDay ?? 0))) {
    const seen = before.get(initial[owner]) ?? [];
    usual.set(dealId, seen.length < FEWEST_FOR_USUAL ? null : quantile(ascending(seen.slice(-USUAL_OVER)), 0.5));
    const amount = initial[AMOUNT];
    if (typeof amount === 'number') seen.push(amount);
    before.set(initial[owner], seen);
  }
  return usual;
}
