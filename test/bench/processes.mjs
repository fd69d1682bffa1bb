import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const node = at('../../node_modules/.bin/node');

/**
 * Runs a script of this folder in a fresh process of the project's own Node; resolves with the JSON it prints.
 * @param {string} script
 * @param {readonly string[]} [args]
 */
export async function fresh(script, args = []) {
  const hooks = new URL('typescript.mjs', import.meta.url).href;
  const options = { cwd: join(at('.'), '../..'), maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(node, ['--import', hooks, at(script), ...args], options);
  return JSON.parse(stdout);
}
