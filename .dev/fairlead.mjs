#!/usr/bin/env node
/** `npx fairlead …`: the command line. Its TypeScript is bundled once for each state of the sources, then run from `.cache`. */
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, '.cache');
/** What the bundle is made of; other folders of lib do not reach it. */
const SOURCES = ['lib/domain', 'lib/rules', 'lib/risk', 'lib/crm', 'lib/channels', 'lib/csv', 'lib/insight', 'lib/cli'];

if (process.argv[2] === '--build-into') await build(process.argv[3]);
else {
  const file = bundle();
  // A reader such as `head` may have seen enough.
  process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 2));
  const { main } = await import(pathToFileURL(file).href);
  process.exitCode = await main(process.argv.slice(2), root);
}

/** The bundle of the sources as they are now; made when there is none. */
function bundle() {
  const file = join(cache, `cli-${stamp()}.mjs`);
  if (existsSync(file)) return file;
  const vite = join(root, 'node_modules/vite/package.json');
  if (!existsSync(vite)) end('The packages are not installed: run "npm ci" in the folder of the project first.');
  process.stderr.write('Preparing the command line (a few seconds, only after the sources changed)…\n');
  mkdirSync(cache, { recursive: true });
  // Vite needs a newer Node than this may be; the project brings one.
  const own = join(root, 'node_modules/.bin/node');
  const node = existsSync(own) ? own : process.execPath;
  const folder = join(cache, `cli-build-${process.pid}`);
  const { status, stderr } = spawnSync(node, [fileURLToPath(import.meta.url), '--build-into', folder], {
    encoding: 'utf8',
  });
  if (status !== 0) end(`The command line could not be prepared:\n${stderr}`);
  dropOld();
  // Renamed only when it is whole, so that two first calls at once do not meet.
  renameSync(join(folder, 'main.mjs'), file);
  rmSync(folder, { recursive: true, force: true });
  return file;
}

/** Removes bundles of sources that are long gone; a fresh one may just be starting in another terminal. */
function dropOld() {
  const yesterday = Date.now() - 86_400_000;
  for (const name of readdirSync(cache).filter((entry) => /^cli-[0-9a-f]{16}\.mjs$/.test(entry))) {
    if (statSync(join(cache, name)).mtimeMs < yesterday) rmSync(join(cache, name), { force: true });
  }
}

/** A hash of everything the bundle depends on. */
function stamp() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const folder of SOURCES) {
    const names = readdirSync(join(root, folder), { recursive: true }).filter((name) =>
      /\.(?:ts|json|sql)$/.test(name),
    );
    for (const name of names.toSorted((a, b) => (a < b ? -1 : 1)))
      hash
        .update(name)
        .update('\0')
        .update(readFileSync(join(root, folder, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

async function build(folder) {
  const { build: bundleWith } = await import('vite');
  await bundleWith({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    resolve: { alias: { '@': root.replace(/[/\\]$/, '') } },
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: join(root, 'lib/cli/main.ts'),
      outDir: folder,
      target: 'node20',
      minify: false,
      rollupOptions: { output: { entryFileNames: 'main.mjs', format: 'es' } },
    },
  });
}

function end(line) {
  process.stderr.write(`${line}\n`);
  process.exit(2);
}
