import { describe, expect, test } from 'vitest';
import { assess } from '@/lib/assess/assess';
import type { Assessment } from '@/lib/domain/assessment';
import type { Change, Deal, Field } from '@/lib/domain/deal';
import type { History } from '@/lib/domain/facts';
import { clock, deal, EMPTY, pack, UNREAD, value, WATCHED } from './situation';

const DAY = 86_400_000;
const PACK = pack({
  stages: [
    {
      id: 'discovery',
      title: 'Discovery',
      match: ['Discovery'],
      exit: [
        { id: 'step', title: 'Next step', require: '!blank(deal.nextStep)', why: 'w', when: 'deal.amount > 1' },
        { id: 'described', title: 'Described', require: 'has(deal.description)', why: 'w' },
        { id: 'nice', title: 'Nice', require: 'false', why: 'w', enforce: 'info' },
      ],
    },
    { id: 'proposal', title: 'Proposal', match: ['Proposal'] },
    { id: 'won', title: 'Won', match: ['Won'], closed: 'won' },
  ],
});

type Seen = { day: number; step?: Field; stage?: string; fields?: Deal['fields']; history?: History };

/** Assesses a deal again and again, each time with the assessment before. */
function over(...seen: readonly Seen[]): Assessment {
  const last = seen.reduce<Assessment | undefined>(
    (previous, { day, step = EMPTY, stage = 'Discovery', fields = {}, history = WATCHED }) =>
      assess({
        deal: deal({ nextStep: step, 'stage.label': value(stage), description: EMPTY, ...fields }),
        history,
        pack: PACK,
        clock: { now: clock.now + day * DAY, today: clock.today },
        ...(previous === undefined ? {} : { previous }),
      }),
    undefined,
  );
  if (!last) throw new Error('nothing seen');
  return last;
}

const DEMO = value('Demo on Friday');
const at = (ms: number): number => (ms - clock.now) / DAY;
const regressed = (a: Assessment): string[] =>
  (a.regressions ?? []).map(
    (c) => `${c.id} met ${at(c.regressed?.lastMet ?? 0)} not since ${at(c.regressed?.since ?? 0)}`,
  );

describe('what was met and no longer is', () => {
  test.each<[string, Seen[], string[]]>([
    ['nothing before', [{ day: 0 }], []],
    ['never met', [{ day: 0 }, { day: 1 }], []],
    [
      'still met',
      [
        { day: 0, step: DEMO },
        { day: 1, step: DEMO },
      ],
      [],
    ],
    ['met before', [{ day: 0, step: DEMO }, { day: 1 }], ['step met 0 not since 1']],
    [
      'since the first time it was seen so',
      [{ day: 0, step: DEMO }, { day: 1 }, { day: 5 }],
      ['step met 0 not since 1'],
    ],
    ['met again', [{ day: 0, step: DEMO }, { day: 1 }, { day: 2, step: DEMO }], []],
    [
      'and lost again',
      [{ day: 0, step: DEMO }, { day: 1 }, { day: 2, step: DEMO }, { day: 3 }],
      ['step met 2 not since 3'],
    ],
    [
      'cannot be told now',
      [
        { day: 0, step: DEMO },
        { day: 1, step: UNREAD },
      ],
      [],
    ],
    [
      'could not be told between',
      [{ day: 0, step: DEMO }, { day: 1, step: UNREAD }, { day: 2 }],
      ['step met 0 not since 2'],
    ],
    [
      'does not apply now',
      [
        { day: 0, step: DEMO },
        { day: 1, fields: { amount: EMPTY } },
      ],
      [],
    ],
    [
      'of a stage passed meanwhile',
      [
        { day: 0, step: DEMO },
        { day: 1, stage: 'Proposal' },
      ],
      ['step met 0 not since 1'],
    ],
  ])('%s', (_name, seen, expected) => {
    expect(regressed(over(...seen))).toEqual(expected);
  });

  test('is marked on the criterion itself', () => {
    const [criterion] = over({ day: 0, step: DEMO }, { day: 1 }).criteria;
    expect(criterion).toMatchObject({ id: 'step', regressed: { lastMet: clock.now, since: clock.now + DAY } });
    expect(over({ day: 0 }).criteria[0]).not.toHaveProperty('regressed');
  });

  test('of another deal, or under another pack, says nothing', () => {
    const previous = over({ day: 0, step: DEMO });
    const now = { deal: deal({ nextStep: EMPTY }), history: WATCHED, clock };
    expect(assess({ ...now, pack: PACK, previous }).regressions).toHaveLength(1);
    expect(assess({ ...now, pack: PACK, previous: { ...previous, dealId: '8' } }).regressions).toEqual([]);
    expect(
      assess({ ...now, pack: PACK, previous: { ...previous, pack: { ...previous.pack, hash: 'x' } } }).regressions,
    ).toEqual([]);
  });

  test('an assessment kept before criteria were remembered still tells what was met', () => {
    const { lastMet: _lastMet, regressions: _regressions, ...old } = over({ day: 0, step: DEMO });
    const again = assess({ deal: deal({ nextStep: EMPTY }), history: WATCHED, pack: PACK, clock, previous: old });
    expect(regressed(again)).toEqual(['step met 0 not since 0']);
  });
});

describe('stages reached without their criteria', () => {
  const moved: Change = {
    field: 'stage.label',
    from: value('Discovery'),
    to: value('Proposal'),
    seenAt: clock.now - 3 * DAY,
  };
  const history: History = { changes: [moved], watchedSince: clock.now - 30 * DAY };

  test('are named, with the criteria, since when and by which change', () => {
    const { bypassed } = over({ day: 0, stage: 'Proposal', history });
    expect(bypassed?.map(({ criteria, ...rest }) => ({ ...rest, criteria: criteria.map((c) => c.id) }))).toEqual([
      {
        stage: { id: 'discovery', title: 'Discovery' },
        criteria: ['step', 'described'],
        since: moved.seenAt,
        via: moved,
      },
    ]);
  });

  test.each<[string, Seen, string[]]>([
    ['not seen how', { day: 0, stage: 'Proposal' }, ['step', 'described']],
    ['all met', { day: 0, stage: 'Proposal', step: DEMO, fields: { description: value('They want it') } }, []],
    ['cannot be told', { day: 0, stage: 'Proposal', step: UNREAD, fields: { description: UNREAD } }, []],
    [
      'does not apply',
      { day: 0, stage: 'Proposal', fields: { amount: EMPTY, description: value('They want it') } },
      [],
    ],
    ['still there', { day: 0 }, []],
    ['won', { day: 0, stage: 'Won' }, []],
  ])('%s', (_name, seen, expected) => {
    expect(over(seen).bypassed?.flatMap((b) => b.criteria.map((c) => c.id))).toEqual(expected);
  });

  test('what was met on the way and was lost later was not bypassed', () => {
    const later = over({ day: 0, step: DEMO }, { day: 1, stage: 'Proposal' });
    expect(later.bypassed?.flatMap((b) => b.criteria.map((c) => c.id))).toEqual(['described']);
  });

  test('none where the pack does not apply', () => {
    const other = pack({ applies: 'deal.name == "x"' });
    expect(assess({ deal: deal(), history: WATCHED, pack: other, clock })).toMatchObject({
      applies: false,
      bypassed: [],
      regressions: [],
    });
  });
});
