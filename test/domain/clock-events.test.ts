import { array, assert, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockEvent, type ClockEvent } from '@/lib/domain/clock-events';
import type { Change, Deal, Field, Row } from '@/lib/domain/deal';
import { deriveFacts } from '@/lib/domain/derive-facts';
import type { History } from '@/lib/domain/facts';

const CLOCK = { now: Date.parse('2026-11-22T12:00:00Z'), today: '2026-11-22' };
const NO_HISTORY: History = { changes: [], watchedSince: null };

function is(value: string): Field {
  return { state: 'value', value, source: 'page' };
}

function activity(subject: string, at: string, done?: string): Row {
  return { subject: is(subject), type: is('Call'), at: is(at), ...(done === undefined ? {} : { done: is(done) }) };
}

function contact(name: string, at: string): Row {
  return { name: is(name), lastActivityAt: is(at) };
}

function deal(fields: Deal['fields'], activities?: readonly Row[], contacts?: readonly Row[]): Deal {
  const list = (rows: readonly Row[]) => ({ state: 'rows', rows, complete: true }) as const;
  const lists: Deal['lists'] = {
    ...(activities ? { activities: list(activities) } : {}),
    ...(contacts ? { contacts: list(contacts) } : {}),
  };
  return { id: '1', url: 'http://crm/1', readAt: CLOCK.now, fields, lists };
}

/** The event of a fact as the deal's own facts give it. */
function eventOf(fact: 'daysSilent' | 'stageAgeDays', of: Deal, history = NO_HISTORY): ClockEvent | null {
  const known = deriveFacts(of, history, CLOCK)[fact];
  return known.state === 'value' ? clockEvent(fact, known.value, { deal: of, history, clock: CLOCK }) : null;
}

describe('the event a clock counts from', () => {
  const moved: Change = { field: 'stage.label', from: is('Lead'), to: is('Offer'), seenAt: CLOCK.now - 86_400_000 };
  const history: History = { changes: [moved], watchedSince: 0 };
  test.each<[string, ClockEvent | null, unknown]>([
    [
      'the latest activity',
      eventOf('daysSilent', deal({}, [activity('Old', '2026-05-01'), activity('New', '2026-05-03')])),
      { kind: 'activity', subject: 'New', type: 'Call', at: Date.parse('2026-05-03'), exact: false },
    ],
    [
      'no activity that is still to come or not done',
      eventOf(
        'daysSilent',
        deal({}, [
          activity('Old', '2026-05-01'),
          activity('Ahead', '2026-12-01'),
          activity('Open', '2026-11-01', 'no'),
        ]),
      ),
      { kind: 'activity', subject: 'Old' },
    ],
    [
      'a contact’s word, when it is later',
      eventOf('daysSilent', deal({}, [activity('Old', '2026-05-01')], [contact('Ann', '2026-06-01T08:00:00Z')])),
      { kind: 'contact', name: 'Ann', exact: true },
    ],
    [
      'the creation, when nothing ever happened',
      eventOf('daysSilent', deal({ createdAt: is('2026-01-02') }, [])),
      { kind: 'created', at: Date.parse('2026-01-02') },
    ],
    ['nothing, when silence is not known', eventOf('daysSilent', deal({})), null],
    [
      'the CRM’s own date of the stage',
      eventOf('stageAgeDays', deal({ stageEnteredAt: is('2026-11-01') }), history),
      { kind: 'entered', at: Date.parse('2026-11-01') },
    ],
    [
      'the move, when it is of that day',
      eventOf('stageAgeDays', deal({ stageEnteredAt: is('2026-11-21T12:00:00Z') }), history),
      { kind: 'moved', from: 'Lead', to: 'Offer' },
    ],
    [
      'the move, when the CRM gives no date',
      eventOf('stageAgeDays', deal({}), history),
      { kind: 'moved', from: 'Lead', to: 'Offer' },
    ],
  ])('%s', (_name, event, expected) => {
    if (expected === null) expect(event).toBeNull();
    else expect(event).toMatchObject(expected as object);
  });

  test('whatever happened, a known silence names an event that is as many days ago', () => {
    const day = integer({ min: -40, max: 400 }).map((ago) => new Date(CLOCK.now - ago * 86_400_000).toISOString());
    const days = array(day, { maxLength: 5 });
    assert(
      property(days, days, day, (calls, words, born) => {
        const of = deal(
          { createdAt: is(born) },
          calls.map((at) => activity('Call', at)),
          words.map((at) => contact('Ann', at)),
        );
        const known = deriveFacts(of, NO_HISTORY, CLOCK).daysSilent;
        if (known.state !== 'value') return;
        const event = clockEvent('daysSilent', known.value, { deal: of, history: NO_HISTORY, clock: CLOCK });
        expect(event).not.toBeNull();
        const ago = Math.trunc((CLOCK.now - (event?.at ?? 0)) / 86_400_000);
        expect(Math.max(0, ago)).toBe(known.value);
      }),
    );
  });
});
