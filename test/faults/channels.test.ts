import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backToBundled, installText } from '@/lib/channels/active-pack';
import { checkSource } from '@/lib/channels/check-source';
import { DISPUTED, watchHealth } from '@/lib/channels/health';
import { applyPolicy } from '@/lib/channels/policy/apply';
import { round } from '@/lib/channels/rounds';
import { settle } from '@/lib/channels/settle';
import type { World } from '@/lib/channels/world';
import { packNotices } from '@/lib/domain/pack-news';
import { compiledOf } from '@/lib/cache/pack-cache';
import { loadPack } from '@/lib/rules/load';
import { sourceById } from '@/lib/store/sources';
import { serve, type Server } from '../channels/support/server';
import { ANNA, packText, releaseOf, signedBy, siteOf, siteWith } from '../channels/support/signing';
import { DAY, log, newDisk, NOW, subscribed, worldOn, type Disk } from '../channels/support/world';

let server: Server;
let disk: Disk;
let world: World;
let id: string;

beforeEach(async () => {
  server = await serve(await siteWith(1));
  disk = newDisk();
  world = worldOn(disk);
  id = await subscribed(disk, { url: server.url, keys: [ANNA.publicKey] });
});
afterEach(() => server.close());

const inUse = (): string => `${disk.pack?.status.title} from ${disk.pack?.status.channel}`;
const source = (): ReturnType<typeof sourceById> => sourceById(disk.database, id);

describe('F01: a worker that is killed after any step of an install leaves the old or the new pack, complete', () => {
  /** A world whose worker dies after so many steps: of storage, network and locks. Nothing of it runs on. */
  function dying(after: number): { world: World; steps: () => number } {
    let steps = 0;
    const step = <A extends unknown[], T>(work: (...args: A) => Promise<T>) => {
      return async (...args: A): Promise<T> => {
        const result = await work(...args);
        steps += 1;
        if (steps >= after) throw new Error('killed');
        return result;
      };
    };
    const whole = worldOn(disk);
    const { readPack, readPackEntry, layForm, switchPack, dropSpareForm } = whole;
    const { readNews, writeNews, installId, fetch: get, bundled } = whole;
    return {
      world: {
        ...whole,
        readPack: step(readPack),
        readPackEntry: step(readPackEntry),
        layForm: step(layForm),
        switchPack: step(switchPack),
        dropSpareForm: step(dropSpareForm),
        readNews: step(readNews),
        writeNews: step(writeNews),
        installId: step(installId),
        fetch: step(get),
        bundled: step(bundled),
      },
      steps: () => steps,
    };
  }

  test('at every one of them', async () => {
    await checkSource(world, id);
    const probe = dying(Infinity);
    server.site = await siteWith(2);
    await checkSource(probe.world, id);
    const all = probe.steps();
    expect(all).toBeGreaterThan(6);
    for (let after = 1; after <= all; after += 1) {
      const version = after + 2;
      server.site = await siteWith(version);
      const before = disk.pack?.status.version;
      await checkSource(dying(after).world, id).catch(() => undefined);
      expect([before, version]).toContain(disk.pack?.status.version);
      expect(disk.pack && loadPack(compiledOf(disk.pack)).ok).toBe(true);
      // The next worker makes up for what is missing, and its next check brings what was not stored.
      await settle(world);
      await checkSource(world, id);
      expect(inUse()).toBe(`Acme ${version} from subscription`);
      expect(disk.spare).toBeNull();
    }
  });
});

test('F03: a worker killed in a fetch forgets nothing: the ETag is kept only once everything is verified', async () => {
  server.answer = (request, response) => {
    if (request.url === '/channel.json') response.writeHead(200, { etag: '"new"' }).end(server.site['channel.json']);
    else response.destroy(); // the pack's file does not come
  };
  await checkSource(world, id);
  expect((await source())?.etag).toBeNull();
  server.answer = null;
  await checkSource(world, id);
  expect((await source())?.etag).not.toBeNull();
  expect(inUse()).toBe('Acme 1 from subscription');
});

describe('F03, F04: alarms', () => {
  const rung = (): { set: (when: number) => Promise<void>; clear: () => Promise<void>; at: number[] } => {
    const at: number[] = [];
    return { at, set: async (when) => void at.push(when), clear: async () => undefined };
  };

  test('before anything is asked, an alarm is set that resumes', async () => {
    const alarm = rung();
    server.answer = (_request, response) => {
      expect(alarm.at).toEqual([NOW + 120_000]);
      response.writeHead(503).end();
    };
    await round(world, alarm);
    expect(alarm.at).toHaveLength(2);
  });

  test('after days asleep a source is asked once, some minutes later', async () => {
    await checkSource(world, id);
    const asked = server.requests.length;
    let now = NOW + 5 * DAY;
    const awake = worldOn(disk, { now: () => now });
    const alarm = rung();
    await round(awake, alarm);
    expect(server.requests).toHaveLength(asked);
    now = alarm.at.at(-1) ?? 0;
    expect(now - (NOW + 5 * DAY)).toBeLessThan(6 * 60_000);
    await round(awake, alarm);
    expect(server.requests).toHaveLength(asked + 1);
    expect((alarm.at.at(-1) ?? 0) - now).toBeGreaterThan(40 * 60_000);
  });
});

describe('F06: two windows at once', () => {
  test('that install different versions end with the highest', async () => {
    for (let n = 0; n < 10; n += 1) {
      const [low, high] = [2 * n + 2, 2 * n + 3];
      const files = await Promise.all(
        [low, high].map(async (version) => {
          const text = packText(version);
          return JSON.stringify({ ...(await signedBy([ANNA], releaseOf(text, version))), pack: text });
        }),
      );
      const order = n % 2 === 0 ? files : files.toReversed();
      await Promise.all(order.map((file) => installText(worldOn(disk), file)));
      expect(inUse()).toBe(`Acme ${high} from subscription`);
      expect((await source())?.highest).toBe(high);
    }
  });

  test('that install the same one install it once', async () => {
    await Promise.all([checkSource(worldOn(disk), id), checkSource(worldOn(disk), id)]);
    expect((await log(disk)).filter((line) => line.startsWith('installed'))).toHaveLength(1);
  });
});

describe('F11: what is stored is damaged', () => {
  beforeEach(() => checkSource(world, id));

  test('the compiled form: it is made again from the signed pack', async () => {
    if (!disk.pack) throw new Error('there is no pack');
    disk.pack = { ...disk.pack, form: disk.pack.form.replace('"stages":[', '"stages":[{"broken":true},') };
    await settle(world);
    expect(loadPack(compiledOf(disk.pack)).ok).toBe(true);
    expect(inUse()).toBe('Acme 1 from subscription');
  });

  test('the pack’s text: the bundled one is used, the log says why, and the next check brings it back', async () => {
    await disk.database.releases.toCollection().modify({ text: packText(1).replace('Acme', 'Acne') });
    await settle(world, true);
    expect(inUse()).toBe('Bundled from bundled');
    expect((await log(disk)).some((line) => line.startsWith('repaired: The stored pack is damaged'))).toBe(true);
    await checkSource(world, id);
    expect(inUse()).toBe('Acme 1 from subscription');
  });

  test('the newest of two: the one before it is used', async () => {
    server.site = await siteWith(2);
    await checkSource(world, id);
    await disk.database.releases.filter(({ version }) => version === 2).modify({ envelope: '{' });
    await settle(world, true);
    expect(inUse()).toBe('Acme 1 from subscription');
  });

  test('over and over: nothing loops', async () => {
    for (let n = 0; n < 5; n += 1) {
      await disk.database.releases.toCollection().modify({ text: '' });
      await settle(world, true);
      expect(inUse()).toBe('Bundled from bundled');
      await checkSource(world, id);
    }
    expect(inUse()).toBe('Acme 1 from subscription');
  });
});

const POLICY = (url: string): object => ({
  allowLoopbackHttp: true,
  subscriptions: [{ name: 'Firm', channel: 'acme', url, keys: [ANNA.publicKey] }],
});

test('F12: after the profile was reset, the managed pack comes back without the user', async () => {
  const fresh = newDisk();
  fresh.policy = null;
  const first = worldOn(fresh);
  await settle(first);
  expect(fresh.pack?.status.channel).toBe('bundled');
  await applyPolicy(first, POLICY(server.url));
  await round(first, { set: async () => undefined, clear: async () => undefined });
  expect(fresh.pack?.status).toMatchObject({ title: 'Acme 1', channel: 'managed', source: 'Firm' });
});

describe('F13: a managed policy', () => {
  beforeEach(async () => {
    await applyPolicy(world, POLICY(server.url));
    await checkSource(world, `managed:${server.url}`);
    expect(inUse()).toBe('Acme 1 from managed');
  });

  test.each<[string, unknown, string]>([
    ['that is removed', {}, 'The managed policy is gone: the last good rules, from “Firm”, stay.'],
    [
      'that is invalid',
      { subscriptions: 'none' },
      'The managed policy cannot be used (subscriptions: invalid input: expected array, received string): the last good one stays.',
    ],
    [
      'that is half rolled out',
      { retentionDays: 30 },
      'The managed policy no longer names “Firm”: its last good rules stay until others have come.',
    ],
  ])('%s leaves the last good pack, with a banner', async (_name, policy, banner) => {
    await applyPolicy(world, policy);
    expect(inUse()).toBe('Acme 1 from managed');
    expect(disk.news.standing).toEqual([banner]);
    expect((await log(disk)).some((line) => line.startsWith('policy:'))).toBe(true);
    await applyPolicy(world, POLICY(server.url));
    expect(disk.news.standing).toEqual([]);
  });

  test('that is removed lets the user go on without it', async () => {
    expect((await backToBundled(world)).ok).toBe(false);
    await applyPolicy(world, {});
    expect((await backToBundled(world)).ok).toBe(true);
    expect(inUse()).not.toContain('managed');
  });

  test('that says the same again notes nothing', async () => {
    const lines = await log(disk);
    await applyPolicy(world, POLICY(server.url));
    expect(await log(disk)).toEqual(lines);
  });
});

describe('F14: a server that answers nonsense leaves the last good pack and is asked less often', () => {
  const answers: [string, number, Record<string, string>, string | null, string][] = [
    ['503', 503, {}, '', 'answered 503'],
    ['404', 404, {}, '', 'answered 404'],
    [
      'a sign-in page with 200',
      200,
      { 'content-type': 'text/html' },
      '<html>Sign in</html>',
      'a web page and no channel',
    ],
    [
      'a sign-in page that says it is JSON',
      200,
      { 'content-type': 'application/json' },
      ' <html>Sign in</html>',
      'a web page and no channel',
    ],
    ['half of its answer', 200, {}, '{"fairlead":"channel","for', 'was cut short'],
    ['less than it said', 200, { 'content-length': '5000' }, null, 'stopped in the middle'],
    ['another thing', 200, {}, '[1,2,3]', 'The answer is no channel'],
    ['bytes that are no text', 200, {}, '\xff', 'is no channel'],
  ];
  test.each(answers)('%s', async (_name, status, headers, body, message) => {
    await checkSource(world, id);
    server.answer = (_request, response) => {
      response.writeHead(status, headers);
      if (body === null) {
        response.write('{');
        setTimeout(() => response.destroy(), 20);
      } else response.end(body);
    };
    const due: number[] = [];
    for (let n = 0; n < 3; n += 1) {
      await checkSource(world, id);
      due.push(((await source())?.dueAt ?? 0) - NOW);
    }
    expect(inUse()).toBe('Acme 1 from subscription');
    expect((await source())?.result).toContain(message);
    expect(due.map((ms) => ms / 3_600_000)).toEqual([2, 4, 8]);
    if (!disk.pack) throw new Error('there is no pack');
    expect(packNotices(disk.pack.status, { ...disk.news, standing: [] }, NOW + 10 * DAY)).toEqual([
      'No news of the rules for 10 days: the last good ones are used.',
    ]);
  });

  test('304 to who did not ask for it', async () => {
    server.answer = (_request, response) => void response.writeHead(304).end();
    await checkSource(world, id);
    expect((await source())?.result).toContain('was not asked that');
  });
});

describe('F15: a clock that is wrong by years', () => {
  /** The same server as if over TLS, where its date can be believed. */
  const over = (date: number): Partial<World> => ({
    fetch: async (input, init) => {
      const address = String(input instanceof Request ? input.url : input).replace('https:', 'http:');
      const answer = await fetch(address, init);
      const headers = new Headers(answer.headers);
      headers.set('date', new Date(date).toUTCString());
      return new Response(answer.status === 304 ? null : await answer.text(), { status: answer.status, headers });
    },
  });
  beforeEach(async () => {
    id = await subscribed(disk, { url: server.url.replace('http:', 'https:'), keys: [ANNA.publicKey] });
  });

  test('behind: what the server says counts, an expired release is refused, and the panel says so', async () => {
    const behind = worldOn(disk, { ...over(NOW + 365 * DAY), now: () => NOW - 3_650 * DAY });
    await checkSource(behind, id);
    server.site = await siteWith(2);
    await checkSource(behind, id);
    expect((await source())?.result).toBe('Version 2 ran out on 2026-09-01.');
    if (!disk.pack) throw new Error('there is no pack');
    const notices = packNotices(disk.pack.status, disk.news, NOW - 3_650 * DAY);
    expect(notices.join(' ')).toContain('Rules out of date since 2026-09-01');
    expect(notices.join(' ')).toMatch(/Check this computer’s clock: it is about 4015 days behind/);
  });

  test('right: nothing is said', async () => {
    await checkSource(worldOn(disk, over(NOW)), id);
    if (!disk.pack) throw new Error('there is no pack');
    expect(packNotices(disk.pack.status, disk.news, NOW)).toEqual([]);
  });
});

test('F25: offline for 30 days, the rules go on and their age is shown', async () => {
  await checkSource(world, id);
  await server.close();
  const later = worldOn(disk, { now: () => NOW + 30 * DAY });
  await checkSource(later, id);
  await settle(later);
  expect(inUse()).toBe('Acme 1 from subscription');
  if (!disk.pack) throw new Error('there is no pack');
  expect(packNotices(disk.pack.status, disk.news, NOW + 30 * DAY)).toEqual([
    'No news of the rules for 30 days: the last good ones are used.',
  ]);
});

describe('F26: a file', () => {
  beforeEach(async () => {
    await disk.database.sources.clear();
    await installText(world, packText(1));
  });

  test('that is put in twice is put in once', async () => {
    const before = disk.pack;
    expect((await installText(world, packText(1))).ok).toBe(true);
    expect(disk.pack).toEqual(before);
    expect((await log(disk)).filter((line) => line.startsWith('installed'))).toHaveLength(1);
  });

  test.each([
    [
      'with the same version and another content',
      packText(1, { title: 'Other' }),
      'Version 1 of “acme” is installed with another content: give the change a new version.',
    ],
    ['that is older', packText(1), 'Version 1 is older than installed (2): going back needs a new, higher version.'],
  ])('%s is refused', async (name, text, message) => {
    if (name === 'that is older') await installText(world, packText(2));
    const before = disk.pack;
    expect(await installText(world, text)).toMatchObject({ ok: false, errors: [{ message }] });
    expect(disk.pack).toEqual(before);
  });
});

describe('a version that misbehaves', () => {
  const seen = { broken: true, blocked: false, disputed: false, tookMs: 1 };

  test('takes itself back to the last good one, says so, and is not installed again; a correction is', async () => {
    await checkSource(world, id);
    server.site = await siteWith(2);
    await checkSource(world, id);
    const hash = disk.pack?.status.hash ?? '';
    for (let n = 0; n < 20; n += 1) await watchHealth(world, hash, seen);
    expect(inUse()).toBe('Acme 1 from subscription');
    expect(disk.news.standing).toEqual([
      expect.stringContaining('version 2 is not used on this computer, because rules broke in 100 %'),
    ]);
    expect((await log(disk)).some((line) => line.startsWith('rolledBack'))).toBe(true);
    await checkSource(world, id);
    expect(inUse()).toBe('Acme 1 from subscription');
    server.site = await siteWith(3);
    await checkSource(world, id);
    expect(inUse()).toBe('Acme 3 from subscription');
    expect(disk.news.standing).toEqual([]);
  });

  test('is taken back when much of what it says is disputed', async () => {
    await checkSource(world, id);
    const hash = disk.pack?.status.hash ?? '';
    for (let n = 0; n < 20; n += 1) await watchHealth(world, hash, { ...seen, broken: false });
    for (let n = 0; n < 7; n += 1) await watchHealth(world, hash, DISPUTED);
    expect(inUse()).toBe('Bundled from bundled');
    expect(disk.news.standing).toEqual([expect.stringContaining('35 % of what it said was disputed')]);
  });

  test('is judged by limits of its own', async () => {
    const text = packText(2);
    const release = releaseOf(text, 2, { guardrails: { least: 5, errorRate: 0.01 } });
    server.site = siteOf([await signedBy([ANNA], release)], { 'acme-2.json': text });
    await checkSource(world, id);
    for (let n = 0; n < 5; n += 1) await watchHealth(world, disk.pack?.status.hash ?? '', seen);
    expect(inUse()).toBe('Bundled from bundled');
  });

  test('of a file stays: somebody chose it by hand', async () => {
    await disk.database.sources.clear();
    await installText(world, packText(7));
    for (let n = 0; n < 30; n += 1) await watchHealth(world, disk.pack?.status.hash ?? '', seen);
    expect(inUse()).toBe('Acme 7 from file');
  });
});
