import type { FindingLine } from '@/lib/insight-worker/engine';
import { useWords } from '@/lib/queries/use-words';
import type { Words } from '@/lib/i18n/words';

/** What a finding is about, as the subject of its sentence: "Deals that were closed in the last month of the period". */
export function useFindingText(): (finding: Pick<FindingLine, 'code' | 'args'>) => string {
  const words = useWords();
  return (finding) => textOf(finding, words);
}

/** 1970-01-05 was a Monday. */
const MONDAY_MS = 4 * 86_400_000;

function textOf({ code, args }: Pick<FindingLine, 'code' | 'args'>, { t, money, locale }: Words): string {
  const level = String(args['level'] ?? '');
  const days = Number(args['days'] ?? 0);
  const weekday = (): string =>
    new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
      MONDAY_MS + Number(args['weekday'] ?? 0) * 86_400_000,
    );
  switch (code) {
    case 'segment':
    case 'source':
    case 'product':
    case 'owner':
    case 'team':
    case 'account':
    case 'firstKind':
      return t(`insight.finding.${code}`, { level });
    case 'size': {
      const currency = String(args['currency'] ?? '');
      return t('insight.finding.size', { edge: money(Number(args['edge'] ?? 0), currency === '' ? null : currency) });
    }
    case 'contacts':
      return t('insight.finding.contacts', { count: Number(args['least'] ?? 0), days });
    case 'answeredWithin':
      return t('insight.finding.answeredWithin', { count: Number(args['hours'] ?? 0) });
    case 'activityWithin':
    case 'pushedWithin':
      return t(`insight.finding.${code}`, { count: days });
    case 'firstDirection':
    case 'beganBeyond':
    case 'createdInPeriodEnd':
      return t(`insight.finding.${code}`);
    case 'closedInPeriodEnd':
      return 'months' in args
        ? t('insight.finding.closedInLastMonth')
        : t('insight.finding.closedInLastDays', { count: days });
    case 'closedAtMonthEnd':
      return t('insight.finding.closedAtMonthEnd', { count: days });
    case 'closedOnWeekday':
    case 'createdOnWeekday':
      return t(`insight.finding.${code}`, { weekday: weekday() });
  }
}
