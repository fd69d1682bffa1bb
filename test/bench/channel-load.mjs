import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { ensureNginx } from '../../.dev/nginx.mjs';
import { fairlead, newChannel, startNginx } from '../e2e/support/channel-server.ts';
import { largePack } from './large-pack.mjs';
import { report } from './report.mjs';
import { round } from './stats.mjs';

const CLIENTS = 100_000;
const HOUR = 3_600;

/** What 100,000 browsers that ask once an hour cost a web server, from the bytes of one poll and of one update over TLS. */
export async function run({ say }) {
  const nginx = await ensureNginx();
  if (nginx === null) throw new Error('nginx is needed, and is not here');
  const channel = newChannel();
  writeFileSync(join(channel.folder, 'large.json'), JSON.stringify(largePack(1)));
  fairlead(channel.folder, 'sign', 'large.json', '--channel', 'large', '--key', 'anna.key');
  fairlead(channel.folder, 'publish', 'large-1.signed.json', '--to', 'site', '--public', channel.publicKey);
  const server = await startNginx(nginx, channel);
  try {
    say('  channel-load: counting bytes on the wire');
    const { port } = new URL(server.url);
    const ca = readFileSync(join(channel.folder, 'ca.pem'));
    const first = await bytesOf(port, ca, [request('/channel.json')]);
    const etag = /etag: (\S+)/i.exec(first.text)?.[1] ?? '';
    const poll = await bytesOf(port, ca, [request('/channel.json', etag)]);
    if (!poll.text.startsWith('HTTP/1.1 304')) throw new Error(`no 304: ${poll.text.slice(0, 200)}`);
    const update = await bytesOf(port, ca, [request('/channel.json'), request('/large-1.json')]);
    print(poll.bytes, update.bytes);
  } finally {
    server.close();
    rmSync(channel.folder, { recursive: true, force: true });
  }
}

function print(poll, update) {
  const mbit = (bytes) => (bytes * CLIENTS * 8) / HOUR / 1e6;
  const perSecond = round(CLIENTS / HOUR);
  report({
    id: 'channel-load.polls',
    value: mbit(poll),
    unit: 'Mbit/s',
    goal: '100,000 clients each hour ≤ 10 Mbit/s',
    limit: 10,
    detail: { bytesPerPoll: poll, requestsPerSecond: perSecond, GBPerDay: round((poll * CLIENTS * 24) / 1e9) },
  });
  report({
    id: 'channel-load.update',
    value: mbit(update),
    unit: 'Mbit/s',
    goal: 'a 200 kB pack to 100,000 clients within the hour ≤ 100 Mbit/s',
    limit: 100,
    detail: { bytesPerUpdate: update, GB: round((update * CLIENTS) / 1e9) },
  });
}

function request(path, etag) {
  const lines = [
    `GET ${path} HTTP/1.1`,
    'Host: localhost',
    'User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
    'Accept: */*',
    'Accept-Encoding: gzip, deflate, br, zstd',
    'Accept-Language: en-US,en;q=0.9',
    'Sec-Fetch-Dest: empty',
    'Sec-Fetch-Mode: cors',
    'Sec-Fetch-Site: none',
    ...(etag ? [`If-None-Match: ${etag}`] : []),
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** All bytes of a new connection that asks for these one after the other: handshake, requests, answers. */
async function bytesOf(port, ca, requests) {
  const raw = connect(Number(port), '127.0.0.1');
  const socket = connectTls({ socket: raw, servername: 'localhost', ca });
  let text = '';
  socket.setEncoding('latin1');
  socket.on('data', (data) => (text += data));
  await new Promise((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject));
  for (const [n, one] of requests.entries()) {
    const last = n === requests.length - 1;
    socket.write(last ? one.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n') : one);
    if (!last) await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await new Promise((resolve) => socket.once('close', resolve));
  return { bytes: raw.bytesRead + raw.bytesWritten, text };
}
