// Installs the fixture's packages and builds its page, once for these sources.
import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, 'node_modules');

/** Where the built pages are, one folder per shadow mode. */
export const dist = join(here, 'dist');

const lockSources = ['package.json', 'package-lock.json', '.npmrc'];

const filesUnder = (folder) =>
  readdirSync(join(here, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(here, join(entry.parentPath ?? entry.path, entry.name)))
    .toSorted();

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(here, file)))
      .update('\0');
  return hash.digest('hex');
}

const readStamp = (folder) => (existsSync(join(folder, '.stamp')) ? readFileSync(join(folder, '.stamp'), 'utf8') : '');

/** Only how to reach the registry is inherited: what the caller installs, and where, is not our business. */
const connection =
  /^npm_config_(.*registry|.*proxy|noproxy|ca|cafile|cert|key|strict[-_]ssl|cache|userconfig|globalconfig|offline|prefer[-_]offline|fetch[-_].*|maxsockets|\/\/.*)$/i;

function childEnvironment() {
  const env = { ...process.env };
  for (const name of Object.keys(env)) if (/^npm_/i.test(name) && !connection.test(name)) delete env[name];
  delete env.NODE_ENV;
  delete env.NODE_OPTIONS;
  // Without a home npm would put its cache at the root of the file system, or beside the sources.
  if (!homedir()) env.npm_config_cache ??= join(here, '.npm-cache');
  return env;
}

/** Runs a command in this folder, says every 20 s that it is still at it, and shows its output only when it fails. */
async function run(step, command, args, { log, env = {} }) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const ticker = setInterval(() => log(`Lightning fixture: ${step}… ${seconds()} s`), 20_000);
  log(`Lightning fixture: ${step}…`);
  try {
    await new Promise((resolve, reject) => {
      const child = spawn(command, args, {
        cwd: here,
        env: { ...childEnvironment(), ...env },
        shell: command === 'npm' && process.platform === 'win32',
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (data) => (output = (output + data).slice(-8000)));
      child.on('error', reject);
      child.on('close', (code) =>
        code === 0 ? resolve() : reject(new Error(`Lightning fixture: ${step} failed (${code})\n${output}`)),
      );
    });
  } finally {
    clearInterval(ticker);
  }
  log(`Lightning fixture: ${step} done, ${seconds()} s`);
}

async function install(log) {
  const stamp = hashOf(lockSources);
  if (readStamp(modules) === stamp) return;
  await run('installing', 'npm', ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'], { log });
  writeFileSync(join(modules, '.stamp'), stamp);
}

async function bundle(stamp, log) {
  // Built beside and moved into place, so that an interrupted build never looks like a finished one.
  const fresh = join(here, 'dist-new');
  await rm(fresh, { recursive: true, force: true });
  const rollup = join(modules, 'rollup/dist/bin/rollup');
  await run('building', process.execPath, [rollup, '--config', '--silent'], { log, env: { LIGHTNING_OUT: fresh } });
  writeFileSync(join(fresh, '.stamp'), stamp);
  await rm(dist, { recursive: true, force: true });
  await rename(fresh, dist);
}

const lock = join(here, '.lock');
const RENEW = 2000;
const STALE = 20_000;

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function acquire() {
  try {
    await mkdir(lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

/** The owner renews its lock while it works: one that grew old belonged to a process that was killed. */
async function clearStaleLock() {
  const { mtimeMs } = await stat(lock).catch(() => ({ mtimeMs: Date.now() }));
  if (Date.now() - mtimeMs < STALE) return;
  // Only one of several waiting processes can rename it.
  const away = `${lock}-${process.pid}`;
  await rename(lock, away).then(
    () => rm(away, { recursive: true, force: true }),
    () => {},
  );
}

async function waitForLock(log, waited = 0) {
  if (await acquire()) return;
  if (waited % 20_000 === 0) log(`Lightning fixture: another process is building it… ${waited / 1000} s`);
  await clearStaleLock();
  await pause(500);
  await waitForLock(log, waited + 500);
}

/** One process at a time installs and builds here; the others wait and then find the work done. */
async function alone(log, work) {
  await waitForLock(log);
  const renewal = setInterval(() => void utimes(lock, new Date(), new Date()).catch(() => {}), RENEW);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await rm(lock, { recursive: true, force: true });
  }
}

/**
 * Installs and builds the fixture unless that has been done for these sources; needs npm and its registry the first time.
 * `log` gets one line per step and one every 20 s.
 */
export async function buildLightning({ log = console.log } = {}) {
  const stamp = hashOf([...lockSources, 'rollup.config.mjs', ...filesUnder('src')]);
  if (readStamp(dist) === stamp) return;
  await alone(log, async () => {
    if (readStamp(dist) === stamp) return;
    await install(log);
    await bundle(stamp, log);
  });
}
