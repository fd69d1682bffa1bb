import { spawn } from 'node:child_process';

/** Writes a line for the person at the terminal; standard output is kept for results. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Runs a command that may take a while, with a line every ten seconds. Its own output is shown only if it fails,
 * or at once with `show`. Resolves with the exit code.
 */
export function run(label, command, args, { cwd, env, show = false } = {}) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  say(`• ${label}…`);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout?.on('data', (data) => (output += data));
    child.stderr?.on('data', (data) => (output += data));
    const ticker = setInterval(() => say(`  … ${label}: ${seconds()} s`), 10_000);
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(ticker);
      if (code !== 0 && !show) process.stderr.write(output);
      say(`${code === 0 ? '✓' : '✗'} ${label} (${seconds()} s)`);
      resolve(code ?? 1);
    });
  });
}
