import type { Alert } from '@/lib/domain/alerts';
import type { Translate } from '@/lib/i18n/words';

/** What happened to a deal, in a sentence. */
export function alertText({ kind, title, points = 0 }: Pick<Alert, 'kind' | 'title' | 'points'>, t: Translate): string {
  switch (kind) {
    case 'regressed':
      return t('queue.news.regressed', { title });
    case 'overdue':
      return t('queue.news.overdue');
    case 'risk':
      return t('queue.news.risk', { points });
    case 'stepDue':
      return t('queue.news.stepDue');
    case 'stepBack':
      return t('queue.news.stepBack', { title });
  }
}
