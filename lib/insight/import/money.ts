import { parseMoney } from '@/lib/domain/amount';
import type { Money } from '@/lib/domain/deal';
import { decimalOf, numberReader } from './column-numbers';
import type { ImportMapping } from './mapping';

export type MoneyReader = ((text: string) => Money | null) & { otherwise: string | null };

/** Reads the amounts of a column with the currency each shows; `otherwise` is that of those which show none. */
export function moneyReader(texts: readonly string[], { decimal, currency }: ImportMapping): MoneyReader {
  const mark = decimal ?? decimalOf(texts);
  const plain = numberReader(texts, mark ?? undefined);
  const read = (text: string): Money | null => {
    const value = plain(text);
    if (value === null) return null;
    const money = parseMoney(text, mark === null ? {} : { decimal: mark });
    return { value, currency: money.state === 'value' ? money.value.currency : null };
  };
  return Object.assign(read, { otherwise: currency });
}
