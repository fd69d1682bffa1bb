import { describe, expect, test } from 'vitest';
import { chooseRelease, type Installed } from '@/lib/channels/rollout/choose';
import { reasonToRollBack, type Counters } from '@/lib/channels/rollout/guardrails';
import { installCode, isFor, ringPosition } from '@/lib/channels/rollout/ring';
import { nextCheck, replanned } from '@/lib/channels/rollout/schedule';
import type { Release, SignedRelease } from '@/lib/channels/signed/release';
import { unsigned } from '@/lib/channels/signed/envelope';
import { packText, releaseOf } from './support/signing';
import { DAY, NOW } from './support/world';

const MINUTE = 60_000;

describe('rings', () => {
  const positions = Array.from({ length: 20_000 }, (_, n) => ringPosition(`install-${n}`, 'acme'));

  test.each([5, 25, 100])('%i % of installs are within the first %i %', (share) => {
    const within = positions.filter((position) => position < share).length / positions.length;
    expect(Math.abs(within * 100 - share)).toBeLessThan(1);
  });

  test('an install keeps its place, and has another one in another channel', () => {
    expect(ringPosition('a', 'acme')).toBe(ringPosition('a', 'acme'));
    expect(ringPosition('a', 'acme')).not.toBe(ringPosition('a', 'other'));
  });

  test('whoever is in a small share is in every larger one', () => {
    const release = (share: number): Release => releaseOf(packText(1), 1, { share });
    for (const position of positions.slice(0, 500)) {
      const got = [5, 25, 100].map((share) => isFor(release(share), { position, names: [] }));
      expect(got).toEqual(got.toSorted((a, b) => Number(a) - Number(b)));
    }
  });

  test('the allow list comes first, by install code or group', () => {
    const release = releaseOf(packText(1), 1, { share: 0, allow: [installCode('a'), 'pilots'] });
    expect(isFor(release, { position: 99, names: [installCode('a')] })).toBe(true);
    expect(isFor(release, { position: 99, names: ['pilots'] })).toBe(true);
    expect(isFor(release, { position: 0, names: ['others'] })).toBe(false);
  });

  test('the code of an install does not hold its id', () => {
    expect(installCode('an-install')).not.toContain('install');
  });
});

describe('the release that an install gets', () => {
  const signed = (version: number, more: Partial<Release> = {}): SignedRelease => {
    const release = releaseOf(packText(version), version, more);
    return { release, envelope: unsigned('release', ''), signedBy: [] };
  };
  const sha = (version: number): string => signed(version).release.pack.sha256;
  const has = (version: number, highest = version, avoided: number[] = []): Installed => ({
    version,
    sha256: sha(version),
    highest,
    highestSha256: sha(highest),
    avoided,
  });
  const me = { position: 50, names: [] };
  const choose = (releases: SignedRelease[], installed: Installed | null, at = NOW): string => {
    const choice = chooseRelease(releases, installed, me, at);
    if (choice.kind === 'none') return 'none';
    return choice.kind === 'refused' ? choice.refusal.message : `${choice.kind} ${choice.signed.release.pack.version}`;
  };

  test.each<[string, SignedRelease[], Installed | null, string]>([
    ['the first one', [signed(1)], null, 'install 1'],
    ['the highest that is for it', [signed(3, { share: 5 }), signed(2)], null, 'install 2'],
    ['a higher one', [signed(3)], has(2), 'install 3'],
    ['nothing new', [signed(2)], has(2), 'same 2'],
    ['nothing, as it is for others only', [signed(2, { share: 25 })], null, 'none'],
    ['not what took itself back', [signed(3), signed(2)], has(2, 3, [3]), 'same 2'],
    ['a correction of what took itself back', [signed(4)], has(2, 3, [3]), 'install 4'],
    [
      'the highest again, when its copy was damaged',
      [signed(3)],
      { ...has(2), highest: 3, highestSha256: sha(3) },
      'install 3',
    ],
    ['T06: no older one', [signed(1)], has(2), 'Version 1 is older than installed (2).'],
    ['T06: no older one after a rollback', [signed(2)], has(1, 3, [3]), 'Version 2 is older than installed (3).'],
    [
      'F26: no other bytes under the same version',
      [signed(2, { pack: releaseOf(packText(2, { title: 'Other' }), 2).pack })],
      has(2),
      'Version 2 is installed with other bytes: a change needs a new version.',
    ],
    ['T07: none that ran out', [signed(2, { expires: '2026-06-14' })], has(1), 'Version 2 ran out on 2026-06-14.'],
    ['one on its last day', [signed(2, { expires: '2026-06-15' })], has(1), 'install 2'],
  ])('%s', (_name, releases, installed, expected) => {
    expect(choose(releases, installed)).toBe(expected);
  });
});

describe('guardrails', () => {
  const counters = (more: Partial<Counters> = {}): Counters => ({
    assessments: 100,
    broken: 0,
    blocked: 0,
    disputes: 0,
    tookMs: [],
    ...more,
  });
  const usual = counters({ blocked: 20 });
  test.each<[string, Counters, Counters | null, string | null]>([
    ['all is well', counters({ blocked: 22 }), usual, null],
    ['too few to judge', counters({ assessments: 19, broken: 19 }), usual, null],
    ['rules break', counters({ broken: 21 }), usual, 'rules broke in 21 % of assessments (limit 20 %)'],
    ['rules break at the limit', counters({ broken: 20 }), usual, null],
    [
      'far more is blocked',
      counters({ blocked: 70 }),
      usual,
      '50 % more of the deals are blocked than before (limit 40 %)',
    ],
    ['much is blocked, and nobody knows what was before', counters({ blocked: 90 }), null, null],
    ['much is disputed', counters({ disputes: 31 }), usual, '31 % of what it said was disputed (limit 30 %)'],
    [
      'it is slow',
      counters({ tookMs: Array.from({ length: 100 }, () => 400) }),
      usual,
      'assessing a deal takes 400 ms (limit 250 ms)',
    ],
    [
      'it is slow now and then',
      counters({ tookMs: Array.from({ length: 100 }, (_, n) => (n < 96 ? 5 : 4_000)) }),
      usual,
      null,
    ],
  ])('%s', (_name, now, before, reason) => {
    expect(reasonToRollBack(now, before, undefined)).toBe(reason);
  });

  test('a release may set its own limits', () => {
    expect(reasonToRollBack(counters({ broken: 2 }), null, { errorRate: 0.01 })).toContain('limit 1 %');
  });
});

describe('when a source is asked', () => {
  test.each([
    ['every hour, a little earlier', 0, 0, 48],
    ['every hour', 0, 0.5, 60],
    ['every hour, a little later', 0, 0.999, 72],
    ['later after failures', 3, 0.5, 480],
    ['at most a day later', 20, 0.5, 1_440],
  ])('%s', (_name, failures, random, minutes) => {
    expect(Math.round((nextCheck(NOW, 60, failures, random) - NOW) / MINUTE)).toBe(minutes);
  });

  test.each([
    ['F04: one that was slept through is caught up once and soon', NOW - 3 * DAY, 0, NOW + MINUTE / 2],
    ['F04: and not by all at once', NOW - 3 * DAY, 1, NOW + MINUTE * 5.5],
    ['one that is due now', NOW - MINUTE, 0.5, NOW - MINUTE],
    ['one that is not due yet', NOW + 30 * MINUTE, 0.5, NOW + 30 * MINUTE],
    ['F15: one that a wrong clock put off for years', NOW + 900 * DAY, 0, NOW + MINUTE / 2],
  ])('%s', (_name, dueAt, random, expected) => {
    expect(replanned(dueAt, NOW, random)).toBe(expected);
  });
});
