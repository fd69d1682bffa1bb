import type { ClockEvent } from '@/lib/domain/clock-events';
import type { SinceVisit, Turn } from '@/lib/domain/since-visit';
import { dayText, plural } from '../texts';

/** "pushed by 30 days". */
export function turnText(turn: Turn): string {
  switch (turn.kind) {
    case 'pushed':
      return `pushed by ${plural(turn.days, 'day', 'days')}`;
    case 'pulledIn':
      return `${plural(turn.days, 'day', 'days')} earlier`;
    case 'back':
      return 'moved back';
    case 'on':
      return 'moved on';
    case 'cut':
      return 'cut';
    case 'grown':
      return 'raised';
  }
}

/** The day and time of a moment, by the reader's own clock. */
export function momentText(ms: number): string {
  return new Date(ms).toLocaleString([], {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** "the call “Intro” on 3 May 2026". */
export function eventText(event: ClockEvent): string {
  const day = event.exact ? momentText(event.at) : dayText(event.at);
  switch (event.kind) {
    case 'activity':
      return `${activityText(event)} on ${day}`;
    case 'contact':
      return event.name === '' ? `a contact’s last activity on ${day}` : `word from ${event.name} on ${day}`;
    case 'created':
      return `the deal’s creation on ${day}, as nothing happened since`;
    case 'entered':
      return `the day it entered the stage by the CRM, ${day}`;
    case 'moved':
      return event.from === '' ? `the move to ${event.to} on ${day}` : `the move from ${event.from} on ${day}`;
  }
}

/** "the call “Intro”". */
export function activityText({ type, subject }: Pick<SinceVisit['activities'][number], 'type' | 'subject'>): string {
  const what = type === '' ? 'activity' : type.toLowerCase();
  return subject === '' ? `the ${what}` : `the ${what} “${subject}”`;
}
