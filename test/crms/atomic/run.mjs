import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

const cwd = fileURLToPath(new URL('.', import.meta.url));

// Under `npm test` every setting of the outer npm arrives as a variable: `omit`, `workspace`, `prefix` … would install
// something else, or elsewhere. Only those that say how a registry is reached are kept.
const REACHES_REGISTRY =
  /^npm_config_(.*registry|.*proxy|ca|cafile|cert|key|strict_ssl|cache|userconfig|globalconfig|offline|prefer_offline|fetch_.*|\/\/.*)$/i;

const cleanEnv = () => {
  const entries = Object.entries(process.env);
  const env = Object.fromEntries(entries.filter(([name]) => !/^npm_/i.test(name) || REACHES_REGISTRY.test(name)));
  // Test runners set it to "test", and React would be built for development.
  env.NODE_ENV = 'production';
  // Empty, it would put npm's cache into the root of the disk; without it the system is asked for the home folder.
  if (!env.HOME) delete env.HOME;
  return env;
};

const run = (command, args, options) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: cleanEnv(), stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const stop = () => child.kill();
    process.once('exit', stop);
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(0, 4000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.off('exit', stop);
      if (code === 0) resolve();
      else reject(new Error(`${basename(command)} ${args.join(' ')} ended with ${code ?? signal}:\n${output}`));
    });
  });

/**
 * Runs a script with this Node, in this folder; rejects with the start of its output when it fails.
 * @param {string[]} args
 * @returns {Promise<void>}
 */
export const runNode = (args) => run(process.execPath, args);

/**
 * Runs npm in this folder: the one that runs us where there is one, else the one on the path.
 * @param {string[]} args
 * @returns {Promise<void>}
 */
export const runNpm = (args) => {
  const cli = process.env.npm_execpath ?? '';
  return basename(cli) === 'npm-cli.js'
    ? runNode([cli, ...args])
    : run('npm', args, { shell: process.platform === 'win32' });
};
