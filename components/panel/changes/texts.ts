import type { ClockEvent } from '@/lib/domain/clock-events';
import type { SinceVisit, Turn } from '@/lib/domain/since-visit';
import type { Words } from '@/lib/i18n/words';

type ActivityNames = Pick<SinceVisit['activities'][number], 'type' | 'subject'>;

/** "pushed by 30 days". */
export function turnText({ t }: Words, turn: Turn): string {
  return turn.kind === 'pushed' || turn.kind === 'pulledIn'
    ? t(`changes.turn.${turn.kind}`, { days: turn.days })
    : t(`changes.turn.${turn.kind}`);
}

/** "the call “Intro” on 3 May 2026". */
export function eventText(words: Words, event: ClockEvent): string {
  const { t } = words;
  const day = event.exact ? words.moment(event.at) : words.day(event.at);
  switch (event.kind) {
    case 'activity':
      return t('changes.event.activity', { activity: activityText(words, event), day });
    case 'contact':
      return event.name === ''
        ? t('changes.event.contactUnnamed', { day })
        : t('changes.event.contact', { name: event.name, day });
    case 'created':
    case 'entered':
      return t(`changes.event.${event.kind}`, { day });
    case 'moved':
      return event.from === ''
        ? t('changes.event.movedTo', { stage: event.to, day })
        : t('changes.event.movedFrom', { stage: event.from, day });
  }
}

/** "the call “Intro”", inside a sentence. */
function activityText({ t }: Words, { type, subject }: ActivityNames): string {
  const named = type.toLowerCase();
  if (type === '') return subject === '' ? t('changes.activity.plain') : t('changes.activity.subjectOnly', { subject });
  return subject === ''
    ? t('changes.activity.type', { type: named })
    : t('changes.activity.subject', { type: named, subject });
}

/** "Call “Intro”", on a line of its own. */
export function activityLine({ t }: Words, { type, subject }: ActivityNames): string {
  if (type === '') return subject === '' ? t('changes.line.plain') : t('changes.line.subjectOnly', { subject });
  return subject === '' ? t('changes.line.type', { type }) : t('changes.line.subject', { type, subject });
}
