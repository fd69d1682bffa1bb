// Serves the fixture at its true origin, so that the extension's production match patterns and permissions apply as they are.
import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { buildLightning, dist } from './build.mjs';

export { buildLightning };

const origin = 'https://acme.lightning.force.com';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** As a careful production page sets it: no frames, nothing from elsewhere, no inline scripts. */
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'none'",
  "child-src 'none'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ');

function answer(files, path) {
  const name = path === '/' || path.startsWith('/lightning/') ? 'index.html' : path.slice(1);
  const body = files.get(name);
  if (!body) return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not found' };
  const headers = {
    'content-type': types[extname(name)],
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'origin-when-cross-origin',
  };
  return { status: 200, headers, body };
}

/**
 * The built page of one shadow mode, for Playwright:
 * `context.route(`${origin}/**`, (route) => route.fulfill(respond(route.request().url())))`.
 * @param {{ variant?: 'synthetic' | 'native', log?: (line: string) => void }} [options]
 */
export async function lightningRoutes({ variant = 'synthetic', log } = {}) {
  await buildLightning({ log });
  const folder = join(dist, variant);
  const files = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
  return {
    origin,
    recordUrl: (id) => `${origin}/lightning/r/Opportunity/${id}/view`,
    consoleUrl: (id) =>
      `${origin}/lightning/r/Opportunity/${id}/view?ws=%2Flightning%2Fr%2FAccount%2F001000000000001AAA%2Fview`,
    listUrl: `${origin}/lightning/o/Opportunity/list?filterName=Recent`,
    boardUrl: `${origin}/lightning/o/Opportunity/list?filterName=Recent&display=kanban`,
    respond: (url) => answer(files, new URL(url).pathname),
  };
}
