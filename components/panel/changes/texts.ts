import type { ClockEvent } from '@/lib/domain/clock-events';
import type { SinceVisit, Turn } from '@/lib/domain/since-visit';
import type { Words } from '@/lib/i18n/words';

/** "pushed by 30 days". */
export function turnText(turn: Turn, { t }: Words): string {
  switch (turn.kind) {
    case 'pushed':
      return t('since.pushed', { count: turn.days });
    case 'pulledIn':
      return t('since.pulledIn', { count: turn.days });
    case 'back':
    case 'on':
    case 'cut':
    case 'grown':
      return t(`since.${turn.kind}`);
  }
}

/** "Call “Intro” on 3 May 2026". */
export function eventText(event: ClockEvent, words: Words): string {
  const { t } = words;
  const day = event.exact ? words.moment(event.at) : words.day(event.at);
  switch (event.kind) {
    case 'activity':
      return t('since.eventActivity', { activity: activityText(event, words), day });
    case 'contact':
      return event.name === '' ? t('since.eventSomebody', { day }) : t('since.eventContact', { name: event.name, day });
    case 'created':
      return t('since.eventCreated', { day });
    case 'entered':
      return t('since.eventEntered', { day });
    case 'moved':
      return t('since.eventMoved', { stage: event.to, day });
  }
}

/** "Call “Intro”". */
export function activityText(
  { type, subject }: Pick<SinceVisit['activities'][number], 'type' | 'subject'>,
  { t }: Words,
): string {
  const what = type === '' ? t('since.activity') : type;
  return subject === '' ? what : t('since.named', { type: what, subject });
}
