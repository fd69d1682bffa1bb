import type { AlertsToday } from '@/lib/queries/use-alerts';
import type { QueueAnswer } from '@/lib/queries/use-queue';
import type { Field } from '@/lib/domain/deal';

export type QueueRow = QueueAnswer['groups'][number]['rows'][number];

export function plural(count: number, one: string, many: string): string {
  return `${count.toLocaleString()} ${count === 1 ? one : many}`;
}

/** How many are due, when they were read, and where from. */
export function freshText(read: NonNullable<QueueAnswer['read']>, counts: QueueAnswer['counts']): string {
  const pages = counts.mine - read.overApi;
  const from =
    read.overApi === 0
      ? 'from the CRM’s pages as you opened them'
      : pages === 0
        ? 'over the CRM’s API'
        : `${read.overApi.toLocaleString()} over the CRM’s API, ${pages.toLocaleString()} from its pages`;
  const [oldest, latest] = [momentText(read.oldest), momentText(read.latest)];
  const when = oldest === latest ? latest : `between ${oldest} and ${latest}`;
  return `${counts.due.toLocaleString()} of ${plural(counts.mine, 'open deal', 'open deals')} due. Read ${when}, ${from}.`;
}

export function notCheckedText(count: number): string {
  return `${plural(count, 'deal is', 'deals are')} not checked: the rules are not for them, or their stage is not known.`;
}

/** A moment as exact as a list needs it. */
function momentText(at: number): string {
  return new Date(at).toLocaleString([], { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' });
}

/** What is at stake: in the deal's currency, or that it cannot be told. */
export function stakeText({ stake }: QueueRow): string {
  return stake.value === null ? 'no amount' : moneyText(stake.value, stake.currency);
}

export function moneyText(value: number, currency: string | null): string {
  const digits = { maximumFractionDigits: 0 } as const;
  if (currency === null) return value.toLocaleString([], digits);
  return value.toLocaleString([], { style: 'currency', currency, ...digits });
}

export function amountText(amount: Field): string {
  if (amount.state === 'empty') return 'amount empty';
  if (amount.state === 'unknown') return 'amount not readable';
  const { value } = amount;
  return typeof value === 'object' ? moneyText(value.value, value.currency) : String(value);
}

/** `alone`: there is no other list to tell it from. */
export function groupTitle({ currency, hasAmount, rows }: QueueAnswer['groups'][number], alone: boolean): string {
  const count = plural(rows.length, 'deal', 'deals');
  if (!hasAmount) return `Without an amount · ${count}`;
  if (alone) return count;
  return currency === null ? `Amounts without a currency · ${count}` : `${currency} · ${count}`;
}

/** What happened to a deal, in a sentence. */
export function alertText({ kind, title, points = 0 }: AlertsToday['told'][number]): string {
  switch (kind) {
    case 'regressed':
      return `No longer met: ${title}`;
    case 'overdue':
      return 'The close date has passed';
    case 'risk':
      return `The risk rose by ${points} points`;
    case 'stepDue':
      return 'The next step is due';
    case 'stepBack':
      return `Put off until now: ${title}`;
  }
}
