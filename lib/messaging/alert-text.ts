import type { Alert } from '@/lib/domain/alerts';

/** What happened, in a sentence. */
export function alertText({ kind, title, points = 0 }: Alert): string {
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
