import type { Field } from '@/lib/domain/deal';
import type { Words } from '@/lib/i18n/words';
import type { QueueAnswer } from '@/lib/queries/use-queue';

export type QueueRow = QueueAnswer['groups'][number]['rows'][number];
type Group = Pick<QueueAnswer['groups'][number], 'currency' | 'hasAmount'> & { rows: readonly unknown[] };

/** How many are due, when they were read, and where from: whole sentences. */
export function freshTexts(
  read: NonNullable<QueueAnswer['read']>,
  { due, mine }: QueueAnswer['counts'],
  words: Words,
): string[] {
  return [words.t('queue.fresh.due', { due: words.number(due), count: mine }), ...sourceTexts(read, mine, words)];
}

/** When so many deals were read, and where from. */
export function sourceTexts(
  read: NonNullable<QueueAnswer['read']>,
  count: number,
  { t, number, moment }: Words,
): string[] {
  const pages = count - read.overApi;
  const from =
    read.overApi === 0
      ? t('queue.fresh.pages')
      : pages === 0
        ? t('queue.fresh.api')
        : t('queue.fresh.both', { api: number(read.overApi), pages: number(pages) });
  const [oldest, latest] = [moment(read.oldest), moment(read.latest)];
  const when =
    oldest === latest
      ? t('queue.fresh.at', { moment: latest })
      : t('queue.fresh.between', { from: oldest, to: latest });
  return [when, from];
}

/** What is at stake: in the deal's currency, or that it cannot be told. */
export function stakeText({ stake }: Pick<QueueRow, 'stake'>, { t, money }: Words): string {
  return stake.value === null ? t('queue.stake.none') : money(Math.round(stake.value), stake.currency);
}

export function amountText(amount: Field, { t, money }: Words): string {
  if (amount.state === 'empty') return t('queue.amount.empty');
  if (amount.state === 'unknown') return t('queue.amount.unknown');
  const { value } = amount;
  return typeof value === 'object' ? money(value.value, value.currency) : String(value);
}

/** `alone`: there is no other list to tell it from. */
export function groupTitle({ currency, hasAmount, rows }: Group, alone: boolean, { t }: Words): string {
  const count = rows.length;
  if (!hasAmount) return t('queue.group.none', { count });
  if (alone) return t('queue.group.alone', { count });
  return currency === null ? t('queue.group.noCurrency', { count }) : t('queue.group.in', { currency, count });
}

/** A field as read, in the reader's own form. */
export function fieldText(field: Field, { t, money, number, day }: Words): string {
  if (field.state === 'empty') return t('queue.bulk.empty');
  if (field.state === 'unknown') return t('queue.bulk.unread');
  const { value } = field;
  if (typeof value === 'number') return number(value);
  if (typeof value === 'object') return money(value.value, value.currency);
  return /^\d{4}-\d\d-\d\d$/.test(value) ? day(Date.parse(value)) : value;
}
