import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Chromium over its debugging pipe, and nothing attached to a page unless asked for: Playwright attaches to every frame and
 * evaluates in it, which alone costs the host page more main-thread time than a content script.
 * @param {{ executablePath: string, extension: string }} options
 */
export async function launchBare({ executablePath, extension }) {
  const profile = mkdtempSync(join(tmpdir(), 'fairlead-bench-'));
  const args = [
    '--headless=new',
    '--remote-debugging-pipe',
    '--disable-gpu',
    '--no-sandbox',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--window-size=1360,860',
    `--user-data-dir=${profile}`,
    `--disable-extensions-except=${extension}`,
    `--load-extension=${extension}`,
    'about:blank',
  ];
  const child = spawn(executablePath, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const kill = () => child.kill();
  process.once('exit', kill);
  const pipe = messages(child.stdio[3], child.stdio[4]);
  child.once('error', pipe.fail);
  child.once('close', () => pipe.fail(new Error('Chromium ended')));
  const close = async () => {
    await pipe.send('Browser.close').catch(() => child.kill());
    await ended;
    process.off('exit', kill);
    rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  return { send: pipe.send, on: pipe.on, close };
}

/** JSON messages, each ended by a zero byte: commands with their answers, and events. */
function messages(output, input) {
  const waiting = new Map();
  const listeners = new Set();
  let last = 0;
  let rest = [];
  input.on('data', (chunk) => {
    let from = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
      receive(JSON.parse(Buffer.concat([...rest, chunk.subarray(from, end)]).toString('utf8')));
      rest = [];
      from = end + 1;
    }
    rest.push(chunk.subarray(from));
  });
  const receive = (message) => {
    if (message.id === undefined) return listeners.forEach((listener) => listener(message));
    const { resolve, reject } = waiting.get(message.id) ?? {};
    waiting.delete(message.id);
    if (message.error) reject?.(new Error(message.error.message));
    else resolve?.(message.result);
  };
  return {
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        waiting.set(++last, { resolve, reject });
        output.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
      }),
    /** Calls back on every event; returns the function that stops it. */
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    fail: (error) => {
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    },
  };
}
