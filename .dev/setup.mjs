import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './progress.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The environment for every tool: the project's own Node first on the path (the tools need a newer one than the
 * machine may have), and none of the outer npm's settings that would leave development packages out.
 */
export function toolEnvironment() {
  const env = { ...process.env, PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}` };
  for (const name of Object.keys(env)) {
    if (/^npm_config_(omit|include|production|only|dry_run|global|prefix)$/i.test(name)) delete env[name];
  }
  // A test runner's own settings would change what a build makes.
  for (const name of Object.keys(env))
    if (/^(?:NODE_ENV|VITEST.*|TEST|MODE|DEV|PROD|SSR|BASE_URL)$/.test(name)) delete env[name];
  return env;
}

/** Installs the locked packages unless the lockfile is the one they were installed from. */
export async function ensureInstalled() {
  const stampFile = join(root, 'node_modules/.installed-from');
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lock) return;
  const code = await run('Installing packages (about a minute, first time only)', 'npm', ['ci', '--include=dev'], {
    cwd: root,
    env: toolEnvironment(),
  });
  if (code !== 0) fail('The packages could not be installed: see the lines above. Is the npm registry reachable?');
  writeFileSync(stampFile, lock);
}

/** Ends the process with one clear line. */
export function fail(line) {
  process.stderr.write(`\n${line}\n`);
  process.exit(1);
}
