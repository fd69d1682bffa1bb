import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { installText } from '@/lib/channels/active-pack';
import { checkSource } from '@/lib/channels/check-source';
import { boundedGet } from '@/lib/channels/bounded-get';
import { applyPolicy } from '@/lib/channels/policy/apply';
import { subscriptionUrl } from '@/lib/channels/subscription-url';
import type { World } from '@/lib/channels/world';
import { packNotices } from '@/lib/domain/pack-news';
import { sourceById } from '@/lib/store/sources';
import { readDraft } from '@/lib/studio/read';
import { serve, type Server } from '../channels/support/server';
import { ANNA, BEN, packText, releaseOf, rootOf, signedBy, siteOf, siteWith } from '../channels/support/signing';
import { DAY, log, newDisk, NOW, subscribed, worldOn, type Disk } from '../channels/support/world';

let server: Server;
let disk: Disk;
let world: World;

beforeEach(async () => {
  server = await serve();
  disk = newDisk();
  world = worldOn(disk);
});
afterEach(() => server.close());

/** What is in use, as `title from channel`. */
const inUse = (): string => `${disk.pack?.status.title} from ${disk.pack?.status.channel}`;

/** A disk that has version 2 from the server. */
async function withVersion2(): Promise<string> {
  const id = await subscribed(disk, { url: server.url, keys: [ANNA.publicKey] });
  server.site = await siteWith(2);
  await checkSource(world, id);
  expect(inUse()).toBe('Acme 2 from subscription');
  return id;
}

describe('T05: what is not signed as it must be is refused, the old pack stays, with one warning and one line in the log', () => {
  const pack3 = packText(3);
  const files = { 'acme-3.json': pack3 };
  const release = releaseOf(pack3, 3);
  test.each<[string, () => Promise<Record<string, string>>, string]>([
    [
      'a pack with one flipped byte',
      async () => ({ ...(await siteWith(3)), 'acme-3.json': pack3.replace('Acme', 'Acne') }),
      'not those that were signed',
    ],
    ['a wrong key', () => siteWith(3, [BEN]), '0 valid signatures'],
    ['no signature', async () => siteOf([await signedBy([], release)], files), 'It is not signed.'],
    [
      'a release changed after signing',
      async () => {
        const envelope = await signedBy([ANNA], release);
        return siteOf([{ ...envelope, payload: envelope.payload.replace('"share":100', '"share":99') }], files);
      },
      'changed after it was signed',
    ],
  ])('%s', async (_name, site, message) => {
    const id = await withVersion2();
    server.site = await site();
    for (let n = 0; n < 3; n += 1) await checkSource(world, id);
    expect(inUse()).toBe('Acme 2 from subscription');
    expect(disk.news.standing).toEqual([expect.stringContaining(message)]);
    const lines = (await log(disk)).filter((line) => line.startsWith('refused'));
    expect(lines).toEqual([expect.stringContaining(message)]);
  });

  test('one of two required signatures', async () => {
    const id = await subscribed(disk, { url: server.url, keys: [ANNA.publicKey, BEN.publicKey], threshold: 2 });
    server.site = await siteWith(1, [ANNA]);
    await checkSource(world, id);
    expect(disk.pack).toBeNull();
    expect(await log(disk)).toEqual([
      expect.stringContaining('1 valid signature by keys of this channel; 2 are required'),
    ]);
    server.site = await siteWith(1, [ANNA, BEN]);
    await checkSource(world, id);
    expect(inUse()).toBe('Acme 1 from subscription');
    expect(disk.news.standing).toEqual([]);
  });
});

describe('T06: a validly signed older version is refused', () => {
  test('by its address', async () => {
    const id = await withVersion2();
    server.site = await siteWith(1);
    await checkSource(world, id);
    expect(inUse()).toBe('Acme 2 from subscription');
    expect((await log(disk)).at(-1)).toBe('refused: Version 1 is older than installed (2).');
  });

  test('by a file', async () => {
    await withVersion2();
    const text = packText(1);
    const file = JSON.stringify({ ...(await signedBy([ANNA], releaseOf(text, 1))), pack: text });
    expect(await installText(world, file)).toMatchObject({
      ok: false,
      errors: [{ message: 'Version 1 is older than installed (2).' }],
    });
    expect(inUse()).toBe('Acme 2 from subscription');
  });

  test('by a policy that names the same address with other keys', async () => {
    const setting = { name: 'Acme', channel: 'acme', url: server.url };
    const policy = (key: string): object => ({ allowLoopbackHttp: true, subscriptions: [{ ...setting, keys: [key] }] });
    await applyPolicy(world, policy(ANNA.publicKey));
    server.site = await siteWith(2);
    await checkSource(world, `managed:${server.url}`);
    await applyPolicy(world, policy(BEN.publicKey));
    server.site = await siteWith(1, [BEN]);
    await checkSource(world, `managed:${server.url}`);
    expect(inUse()).toBe('Acme 2 from managed');
    server.site = await siteWith(3, [BEN]);
    await checkSource(world, `managed:${server.url}`);
    expect(inUse()).toBe('Acme 3 from managed');
  });
});

test('T07: behind a server that always answers 304, an expired pack is used and marked, whatever the clock is set back to', async () => {
  const id = await withVersion2();
  server.answer = (_request, response) => void response.writeHead(304).end();
  const later = NOW + 100 * DAY;
  await checkSource(worldOn(disk, { now: () => later }), id);
  expect((await sourceById(disk.database, id))?.result).toBe('Nothing new.');
  expect(inUse()).toBe('Acme 2 from subscription');
  const status = disk.pack?.status;
  if (!status) throw new Error('there is no pack');
  const marked = [expect.stringContaining('Rules out of date since 2026-09-01')];
  expect(packNotices(status, disk.news, NOW)).toEqual([]);
  expect(packNotices(status, disk.news, later)).toEqual(marked);
  expect(packNotices(status, { ...disk.news, serverDate: later }, NOW)).toEqual(marked);
});

describe('T08: the extension takes JSON only, and the studio refuses what YAML could hide', () => {
  const head = 'fairlead: 1\nid: acme\nversion: 9\ntitle: Mine\n';
  const unfolds = ['b', 'c', 'd', 'e', 'f', 'g', 'h'].map(
    (name, i) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefg'.charAt(i)}`).join(', ')}]\n`,
  );
  const hostile: [string, string][] = [
    ['an alias bomb', `${head}a: &a [x, x, x, x, x, x, x, x, x]\n${unfolds.join('')}`],
    ['a key written twice', `${head}title: Another\n`],
    ['a merge key with __proto__', `${head}fields:\n  <<: { __proto__: { polluted: 1 } }\n`],
    ['a custom tag', `${head}fields: !!js/function 'function () {}'\n`],
  ];

  test.each([['nothing of the kind', head], ...hostile])('YAML with %s is put in by nobody', async (_name, text) => {
    await withVersion2();
    expect((await installText(world, text)).ok).toBe(false);
    expect(inUse()).toBe('Acme 2 from subscription');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test.each(hostile)('%s is no draft that could be run or put in', (_name, text) => {
    const draft = readDraft(text, () => undefined);
    expect([draft.pack, draft.runnable]).toEqual([null, null]);
    expect(draft.problems.length + draft.errors.length).toBeGreaterThan(0);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('T22: what a server may not do', () => {
  test.each([
    ['http://rules.example.com/channel.json', false],
    ['http://rules.example.com/channel.json', true],
    ['http://localhost:8080/channel.json', false],
    ['http://localhost.example.com/channel.json', true],
    ['file:///etc/channel.json', true],
    ['data:application/json,{}', true],
    ['ftp://rules.example.com/channel.json', true],
    ['https://anna:secret@rules.example.com/channel.json', true],
    ['channel.json', true],
  ])('%s is no address (plain http to this machine allowed: %s)', (url, loopback) => {
    expect(subscriptionUrl(url, loopback)).toMatchObject({ ok: false, refusal: { code: 'address' } });
  });

  test.each([
    ['https://rules.example.com/channel.json', false],
    ['http://localhost:8080/channel.json', true],
    ['http://127.0.0.1:8080/channel.json', true],
  ])('%s is one (plain http to this machine allowed: %s)', (url, loopback) => {
    expect(subscriptionUrl(url, loopback).ok).toBe(true);
  });

  const get = (limit = 100_000, timeoutMs?: number): ReturnType<typeof boundedGet> =>
    boundedGet(fetch, { url: new URL(server.url), etag: null, limit, ...(timeoutMs ? { timeoutMs } : {}) });

  test('a redirect is not followed', async () => {
    const other = await serve({ 'channel.json': '{}' });
    server.answer = (_request, response) => void response.writeHead(302, { location: other.url }).end();
    expect(await get()).toMatchObject({
      ok: false,
      refusal: { message: expect.stringContaining('sends this request elsewhere') as string },
    });
    expect(other.requests).toEqual([]);
    await other.close();
  });

  test('50 MB are not read', async () => {
    let sent = 0;
    server.answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = (): void => {
        while (sent < 50_000_000 && !response.destroyed) {
          sent += 65_536;
          if (!response.write(Buffer.alloc(65_536, 32))) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    };
    expect(await get()).toMatchObject({ ok: false, refusal: { code: 'tooLarge' } });
    expect(sent).toBeLessThan(20_000_000);
  });

  test('a gzip bomb is stopped as it unfolds', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, 32));
    server.answer = (_request, response) =>
      void response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bomb);
    expect(await get()).toMatchObject({ ok: false, refusal: { code: 'tooLarge' } });
  });

  test.each([
    ['that says nothing', () => undefined],
    ['that stops in the middle', (response: { write: (text: string) => void }) => response.write('{"fairlead"')],
  ])('a server %s is not waited for', async (_name, begin) => {
    server.answer = (_request, response) => {
      begin(response);
    };
    const outcome = await get(100_000, 300);
    expect(outcome).toMatchObject({
      ok: false,
      refusal: { message: expect.stringContaining('did not answer within') as string },
    });
  });

  test('a server is given 20 seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      let outcome: unknown = 'waiting';
      const silent: typeof fetch = (_input, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
        });
      void boundedGet(silent, { url: new URL(server.url), etag: null, limit: 1 }).then((came) => (outcome = came));
      await vi.advanceTimersByTimeAsync(19_999);
      expect(outcome).toBe('waiting');
      await vi.advanceTimersByTimeAsync(1);
      expect(outcome).toMatchObject({
        ok: false,
        refusal: { message: expect.stringContaining('20 seconds') as string },
      });
    } finally {
      vi.useRealTimers();
    }
  });
});

test('T23: a server is told the address and the ETag, and nothing that tells one install from another', async () => {
  const id = await withVersion2();
  await checkSource(world, id);
  const other = newDisk();
  const stranger = await subscribed(other, { url: server.url, keys: [ANNA.publicKey] });
  await checkSource(worldOn(other, { installId: async () => 'another' }), stranger);
  const names = (headers: string[]): string[] =>
    headers.filter((_, n) => n % 2 === 0).map((name) => name.toLowerCase());
  for (const { headers, path } of server.requests) {
    expect(path).toMatch(/^\/(?:channel|acme-2)\.json$/);
    expect(names(headers)).not.toEqual(expect.arrayContaining(['cookie']));
    expect(names(headers)).not.toEqual(expect.arrayContaining(['referer']));
    expect(headers.join(' ')).not.toMatch(/an-install|another/);
  }
  // The first request of one install, and that of the other, are the same byte for byte.
  expect(server.requests[0]).toEqual(server.requests[3]);
  expect(names(server.requests[2]?.headers ?? [])).toContain('if-none-match');
});

describe('T26: where a pack comes from is what its channel says', () => {
  const policy = async (): Promise<void> => {
    await applyPolicy(world, {
      allowLoopbackHttp: true,
      subscriptions: [{ name: 'Acme', channel: 'acme', url: server.url, keys: [ANNA.publicKey] }],
    });
    server.site = await siteWith(2);
    await checkSource(world, `managed:${server.url}`);
  };

  test('a file that says it is managed is a file', async () => {
    const claims = JSON.stringify({ fairlead: 1, id: 'acme', version: 9, title: 'Mine', channel: 'managed' });
    expect((await installText(world, claims)).ok).toBe(false);
    await installText(world, packText(9));
    expect(inUse()).toBe('Acme 9 from file');
  });

  test('a managed pack cannot be replaced by a file, nor by one that strangers signed', async () => {
    await policy();
    expect(await installText(world, packText(9))).toMatchObject({
      ok: false,
      errors: [{ message: 'The rules come from “Acme”: a file cannot replace them.' }],
    });
    const text = packText(9);
    const strange = JSON.stringify({ ...(await signedBy([BEN], releaseOf(text, 9))), pack: text });
    expect((await installText(world, strange)).ok).toBe(false);
    expect(inUse()).toBe('Acme 2 from managed');
  });

  test('a file that the managed keys signed is managed', async () => {
    await policy();
    const text = packText(3);
    const file = JSON.stringify({ ...(await signedBy([ANNA], releaseOf(text, 3))), pack: text });
    expect((await installText(world, file)).ok).toBe(true);
    expect(inUse()).toBe('Acme 3 from managed');
  });

  test('what is locked is refused', async () => {
    await applyPolicy(world, { locked: ['packFiles'] });
    expect(await installText(world, packText(1))).toMatchObject({
      ok: false,
      errors: [{ message: 'Your organisation’s policy does not allow this.' }],
    });
  });
});

test('T30: after a key was stolen, a new root brings the new key, refuses the old one, and locks nobody out', async () => {
  const id = await withVersion2();
  const root = await signedBy([ANNA, BEN], rootOf(2, [BEN]), 'root');
  const text = packText(3);
  const packs = { 'acme-3.json': text };
  // The thief signs a higher version with the old key, on the server that has the new root.
  server.site = siteOf([await signedBy([ANNA], releaseOf(text, 3))], packs, [root]);
  await checkSource(world, id);
  expect(inUse()).toBe('Acme 2 from subscription');
  expect((await log(disk)).at(-1)).toContain('0 valid signatures');
  // And on one that leaves the root out: this browser knows it already.
  server.site = siteOf([await signedBy([ANNA], releaseOf(text, 3))], packs);
  await checkSource(world, id);
  expect(inUse()).toBe('Acme 2 from subscription');
  server.site = siteOf([await signedBy([BEN], releaseOf(text, 3))], packs, [root]);
  await checkSource(world, id);
  expect(inUse()).toBe('Acme 3 from subscription');
});
