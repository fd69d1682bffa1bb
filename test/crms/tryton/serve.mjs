import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CLIENT, ensureTryton, trytonMissing } from './install.mjs';
import { copyDatabase, DATABASE, PASSWORD, prepareDatabase, writeConfig } from './prepare.mjs';

const READY_MS = 60_000;

/**
 * Serves Tryton on the loopback interface with a database of its own, which goes when it closes.
 * `origin` is for the browser (every name below `localhost` is this machine there), `local` for Node.
 * @param {{ port?: number }} [options] port 0: any free one
 */
export async function startTryton({ port: wanted = 0 } = {}) {
  const missing = trytonMissing();
  if (missing) throw new Error(missing);
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-tryton-'));
  await copyDatabase(await prepareDatabase(), folder);
  const port = wanted || (await freePort());
  const server = spawn('trytond', ['-c', writeConfig(folder, { port, client: CLIENT })], { stdio: 'ignore' });
  const end = () => server.kill();
  process.once('exit', end);
  const origin = `http://tryton.localhost:${port}`;
  const local = `http://127.0.0.1:${port}`;
  await ready(server, local);
  return {
    origin,
    local,
    database: DATABASE,
    user: 'admin',
    password: PASSWORD,
    homeUrl: `${origin}/#${DATABASE}`,
    /** In the way that the client itself writes addresses. */
    recordUrl: (id) => `${origin}/#${DATABASE}/model/sale.opportunity/${id};views=%5B%5D`,
    listUrl: `${origin}/#${DATABASE}/model/sale.opportunity;views=%5B%5D`,
    close: async () => {
      process.off('exit', end);
      if (server.exitCode === null && end()) await once(server, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function ready(server, origin) {
  const until = Date.now() + READY_MS;
  while (Date.now() < until) {
    if (server.exitCode !== null) throw new Error(`trytond ended with ${server.exitCode} before it served a page`);
    const answer = await fetch(origin).catch(() => null);
    if (answer?.ok) return;
    await wait(100);
  }
  server.kill();
  throw new Error(`trytond did not serve a page within ${READY_MS / 1000} s`);
}

/** trytond cannot say which port it was given, so one is found for it. */
async function freePort() {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

const isMain = process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);
if (isMain) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '8000' } } });
  const missing = await ensureTryton();
  if (missing) {
    console.error(missing);
    process.exit(1);
  }
  const { homeUrl, user, password, close } = await startTryton({ port: Number(values.port) });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => close().then(() => process.exit(0)));
  console.log(`Tryton: ${homeUrl} (${user}, ${password})`);
}
