import type { Words } from '@/lib/i18n/words';
import { dayOf } from '@/lib/insight/periods';

/** A column of a metric's table: what it is called, and what a row says in it. `end`: numbers stand under each other. */
export type Column<Row> = { head: string; cell: (row: Row) => string; end?: boolean };

const DAY_MS = 86_400_000;
export const NONE = '–';

/** A share of deals with its 95 % interval; nulls of none. */
type Rated = { rate: number | null; low: number | null; high: number | null };

/** The columns of a rate: the share itself, and what chance alone would make of it. */
export function rateColumns<Row extends Rated>(words: Words): Column<Row>[] {
  const { t } = words;
  const column = columnsFor<Row>(words);
  return [
    column.share(t('insight.col.rate'), ({ rate }) => rate),
    column.span(
      t('insight.col.interval'),
      ({ low }) => low,
      ({ high }) => high,
      'share',
    ),
  ];
}

type Get<Row, T> = (row: Row) => T | null;

/** Columns by what they hold; null is shown as a dash, since it is no zero. */
export function columnsFor<Row>({ number, permille, decimal, money, day }: Words) {
  const shown =
    <T>(get: Get<Row, T>, show: (value: T) => string) =>
    (row: Row): string => {
      const value = get(row);
      return value === null ? NONE : show(value);
    };
  const end = <T>(head: string, get: Get<Row, T>, show: (value: T) => string): Column<Row> => {
    return { head, cell: shown(get, show), end: true };
  };
  const dayShown = (text: string): string => {
    const at = dayOf(text);
    return at === null ? text : day(at * DAY_MS);
  };
  return {
    text: (head: string, cell: (row: Row) => string): Column<Row> => ({ head, cell }),
    count: (head: string, get: Get<Row, number>) => end(head, get, number),
    share: (head: string, get: Get<Row, number>) => end(head, get, permille),
    number: (head: string, get: Get<Row, number>, digits = 1) => end(head, get, (value) => decimal(value, digits)),
    money: (head: string, get: Get<Row, number>, currency: (row: Row) => string | null): Column<Row> => {
      return { head, cell: (row) => shown(get, (value) => money(value, currency(row)))(row), end: true };
    },
    day: (head: string, get: Get<Row, string>) => end(head, get, dayShown),
    span: (head: string, low: Get<Row, number>, high: Get<Row, number>, show: 'share' | number): Column<Row> => {
      const one = show === 'share' ? permille : (value: number) => decimal(value, show);
      return {
        head,
        end: true,
        cell: (row) => {
          const [from, to] = [low(row), high(row)];
          return from === null || to === null ? NONE : `${one(from)} – ${one(to)}`;
        },
      };
    },
  };
}
