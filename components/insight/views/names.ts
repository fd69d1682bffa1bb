import { useWords } from '@/lib/queries/use-words';

const METHODS = [
  'won',
  'weighted',
  'runRate',
  'rep',
  'forecast',
  'seasonalRunRate',
  'runRateThen',
  'weightedByWinRate',
] as const;

/** What a method of forecasting is called; one that came with the data as it is called there. */
export function useMethodName(): (method: string) => string {
  const { t } = useWords();
  return (method) => {
    const known = METHODS.find((one) => one === method);
    return known === undefined ? method : t(`insight.method.${known}`);
  };
}

/** A group's level for people; sizes are codes of currency and edge. */
export function useLevelName(): (dimension: string, level: string | null) => string {
  const { t, number } = useWords();
  return (dimension, level) => {
    if (level === null) return t('insight.noLevel');
    const size = dimension === 'size' ? /^(.+) (<|>=)(\d+)$/.exec(level) : null;
    if (size === null) return level;
    const [, currency = '', sign, edge] = size;
    const of = { currency: currency === '?' ? '' : currency, edge: number(Number(edge)) };
    return sign === '<' ? t('insight.sizeBelow', of) : t('insight.sizeFrom', of);
  };
}
