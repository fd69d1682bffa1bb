import { addDays, addMonths } from './calendar';
import type { Clock } from './clock';
import { lastWeekday } from './last-weekday';
import { countOf, dayWord, unitOf, type RelativeUnit } from './relative-words';

/** What a relative text says: ms from now for hours and less, else a day. */
export type Relative = { kind: 'moment'; ms: number } | { kind: 'day'; date: string; approximate: boolean };

const SECONDS = { second: 1, minute: 60, hour: 3600 } as const;
const NOW = /^(?:just now|right now|now|gerade eben|jetzt|maintenant|a l'instant|ahora|たった今|刚刚)$/;
const ABOUT_WORDS =
  '(?:about|around|over|almost|nearly|more than|less than|etwa|ungefahr|rund|uber|mehr als|fast|environ|plus de|presque|pres de|mas de|casi|circa)';
const LEADING_ABOUT = new RegExp(`^(?:${ABOUT_WORDS} |[約约~]\\s*)`, 'u');
const ANY_ABOUT = new RegExp(`(?:^|\\s)${ABOUT_WORDS} |[約约~]`, 'u');
const COUNTED = String.raw`(?:${ABOUT_WORDS} )?(\d{1,4}|[a-z]+) ?([a-z]+|[^\d\sa-z]+)\.?`;

/** Each shape of "so long ago" and "in so long". */
const PAST = shapes([
  '{} ago',
  '{} back',
  'vor {}',
  'il y a {}',
  'hace {}',
  '{} fa',
  'ha {}',
  '{} atras',
  '{} geleden',
  '{}前',
  '{} 전',
]);
const FUTURE = shapes([
  'in {}',
  '{} from now',
  'dans {}',
  'dentro de {}',
  'en {}',
  'tra {}',
  'fra {}',
  'daqui a {}',
  'em {}',
  'over {}',
  '{}後',
  '{}后',
  '{} 후',
]);

/** Reads `3 days ago`, `yesterday`, `vor 3 Tagen`, `il y a un mois`, `3日前`, `in 2 weeks`. `text` is plain, lower case, without accents. */
export function readRelative(text: string, clock: Clock): Relative | null {
  if (NOW.test(text)) return { kind: 'moment', ms: clock.now };
  const word = dayWord(text);
  if (word !== null) return dayAt(addDays(clock.today, word), false);
  const weekday = lastWeekday(text, clock);
  if (weekday !== null) return dayAt(weekday, false);
  const bare = text.replace(LEADING_ABOUT, '');
  const about = ANY_ABOUT.test(text);
  // The whole text again at last: "over" leads in Dutch, too ("over 3 dagen" is in three days).
  return (
    counted(bare, PAST, -1, about, clock) ??
    counted(bare, FUTURE, 1, about, clock) ??
    counted(text, FUTURE, 1, false, clock)
  );
}

function counted(
  text: string,
  patterns: readonly RegExp[],
  sign: 1 | -1,
  about: boolean,
  clock: Clock,
): Relative | null {
  for (const pattern of patterns) {
    const [, amount = '', word = ''] = pattern.exec(text) ?? [];
    const count = countOf(amount);
    const unit = unitOf(word);
    if (count !== null && unit !== null) return shift(count * sign, unit, about, clock);
  }
  return null;
}

function shift(count: number, unit: RelativeUnit, about: boolean, clock: Clock): Relative | null {
  switch (unit) {
    case 'second':
    case 'minute':
    case 'hour':
      return { kind: 'moment', ms: clock.now + count * SECONDS[unit] * 1000 };
    case 'day':
      return dayAt(addDays(clock.today, count), about);
    case 'week':
      return dayAt(addDays(clock.today, count * 7), true);
    case 'month':
      return dayAt(addMonths(clock.today, count), true);
    case 'year':
      return dayAt(addMonths(clock.today, count * 12), true);
  }
}

function dayAt(date: string | null, approximate: boolean): Relative | null {
  return date === null ? null : { kind: 'day', date, approximate };
}

function shapes(templates: readonly string[]): RegExp[] {
  return templates.map((template) => new RegExp(`^${template.replace('{}', COUNTED)}$`, 'u'));
}
