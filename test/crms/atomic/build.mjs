import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';
import { runNode, runNpm } from './run.mjs';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const STAMP = '.stamp';
const INSTALLED = at('node_modules');
/** Where the built CRM is, once `ensureBuilt` has come back. */
export const DIST = at('dist');

const hashOf = (paths) => {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(relative(at('.'), path)).update(readFileSync(path));
  return hash.digest('hex');
};

const filesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]))
    .toSorted((a, b) => (a < b ? -1 : 1));

const hashOfPackages = () => hashOf([at('package-lock.json')]);
const hashOfSources = () =>
  hashOf([at('package-lock.json'), at('vite.config.mjs'), at('index.html'), ...filesIn(at('src'))]);

const isCurrent = (folder, hash) => {
  const stamp = join(folder, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
};

const install = async () => {
  const hash = hashOfPackages();
  // Vite is wanted even where the environment says "production"; no package of this tree needs its install script.
  await runNpm(['ci', '--include=dev', '--include=optional', '--ignore-scripts', '--loglevel=error']);
  writeFileSync(join(INSTALLED, STAMP), hash);
};

// Built beside and then moved, so that `dist` is never half a build.
const bundle = async () => {
  const [fresh, old] = [at('.dist-new'), at('.dist-old')];
  const hash = hashOfSources();
  await runNode([at('node_modules/vite/bin/vite.js'), 'build', '--outDir', fresh, '--emptyOutDir']);
  writeFileSync(join(fresh, STAMP), hash);
  rmSync(old, { recursive: true, force: true });
  if (existsSync(DIST)) renameSync(DIST, old);
  renameSync(fresh, DIST);
  rmSync(old, { recursive: true, force: true });
};

const withProgress = async (log, text, work) => {
  const start = Date.now();
  const say = () => log(`Atomic CRM: ${text}… ${Math.round((Date.now() - start) / 1000)} s`);
  say();
  const timer = setInterval(say, 10_000);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
};

const installAndBundle = async (log) => {
  // Whoever held the lock before may have done it all.
  if (isCurrent(DIST, hashOfSources())) return;
  if (!isCurrent(INSTALLED, hashOfPackages())) {
    await withProgress(log, 'installing packages (about a minute, first time only)', install);
  }
  await withProgress(log, 'building (about 20 seconds)', bundle);
};

/**
 * Makes `dist` current: installs when the lock file changed, builds when it or a source did, else does nothing.
 * Processes that start at once take turns.
 * @param {(line: string) => void} log progress, one line a call
 */
export const ensureBuilt = async (log) => {
  if (isCurrent(DIST, hashOfSources())) return;
  const onWait = () => log('Atomic CRM: another process is building it, waiting…');
  await withLock(at('.lock'), { onWait }, () => installAndBundle(log));
};
