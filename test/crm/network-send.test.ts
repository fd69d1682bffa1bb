import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { networkSend } from '@/lib/crm/transport/network-send';
import { MOST_BYTES } from '@/lib/crm/transport/tab-send';

/** What is answered under each path: whole, in pieces, packed, nothing, and more than is ever taken. */
const LONG = 'Müller & 株式会社 🤝 '.repeat(20_000);
const ANSWERS: Record<string, string | Buffer> = {
  '/short': '{"ok":true}',
  '/long': LONG,
  '/packed': gzipSync(LONG),
  '/empty': '',
  '/bomb': gzipSync(Buffer.alloc(MOST_BYTES + 1, 'x')),
};

let server: Server;
let origin = '';
beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    const body = Buffer.from(ANSWERS[pathname] ?? '');
    if (pathname === '/packed' || pathname === '/bomb') response.setHeader('content-encoding', 'gzip');
    // Odd pieces, so that letters of several bytes are cut in two.
    for (let at = 0; at < body.length; at += 7_777) response.write(body.subarray(at, at + 7_777));
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const body = async (path: string): Promise<string> =>
  (await networkSend({ method: 'GET', url: origin + path, headers: {} })).body;

describe('an answer from the network', () => {
  test.each(['/short', '/long', '/empty'])('is read as it was sent: %s', async (path) => {
    expect(await body(path)).toBe(ANSWERS[path]);
  });

  test('is read as it was before it was packed', async () => {
    expect(await body('/packed')).toBe(LONG);
  });

  test('does not get into another one that comes at the same time, nor into the next', async () => {
    const [long, short, packed] = await Promise.all([body('/long'), body('/short'), body('/packed')]);
    expect([long === LONG, short, packed === LONG]).toEqual([true, ANSWERS['/short'], true]);
    expect(await body('/short')).toBe(ANSWERS['/short']);
  });

  test('larger than is taken, however small it came, is given up', async () => {
    await expect(body('/bomb')).rejects.toThrow('too large');
    expect(await body('/short')).toBe(ANSWERS['/short']);
  });
});
