import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DIST, ensureBuilt } from './build.mjs';

const CONTENT_TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

// What a careful firm would set: the extension has to work under it. Inline styles are how MUI writes its own.
const HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; '),
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

/** All files with a known type, by their path in a URL. What is not in the map is not served: a path leads nowhere else. */
const readFiles = (folder, prefix = '/') =>
  new Map(
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const [path, url] = [join(folder, entry.name), posix.join(prefix, entry.name)];
      if (entry.isDirectory()) return [...readFiles(path, url)];
      const type = CONTENT_TYPES[extname(entry.name)];
      return type ? [[url, { type, body: readFileSync(path) }]] : [];
    }),
  );

const answer = (files, request, response) => {
  const path = request.url.split('?', 1)[0];
  const file = files.get(path === '/' ? '/index.html' : path);
  if (!['GET', 'HEAD'].includes(request.method) || !file) {
    response.writeHead(file ? 405 : 404, { ...HEADERS, 'content-type': 'text/plain' }).end();
    return;
  }
  // Names in assets/ hold a hash of the content.
  const cache = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
  response.writeHead(200, {
    ...HEADERS,
    'content-type': file.type,
    'content-length': file.body.length,
    'cache-control': cache,
  });
  response.end(request.method === 'HEAD' ? undefined : file.body);
};

const listen = (server, port) =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server.address().port));
  });

/**
 * Serves Atomic CRM on the loopback interface, after installing and building it where that is not done yet.
 * @param {{ port?: number, log?: (line: string) => void }} [options] port 0: any free one; `log` gets the progress lines
 * @returns {Promise<{ origin: string, boardUrl: string, dealUrl: (id: string) => string, close: () => Promise<void> }>}
 */
export async function startAtomic({ port = 0, log = console.error } = {}) {
  await ensureBuilt(log);
  const files = readFiles(DIST);
  const server = createServer((request, response) => answer(files, request, response));
  const origin = `http://localhost:${await listen(server, port)}`;
  return {
    origin,
    boardUrl: `${origin}/#/deals`,
    dealUrl: (id) => `${origin}/#/deals/${id}/show`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const isMain = process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);
if (isMain) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '5173' } } });
  const { boardUrl } = await startAtomic({ port: Number(values.port) });
  console.log(`Atomic CRM: ${boardUrl}`);
}
