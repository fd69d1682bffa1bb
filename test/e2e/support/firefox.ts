import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** The address of the extension's pages in this Firefox. */
const UUID = '7f3c1a52-0d6e-4f0b-9a58-1f2e3d4c5b6a';
export const PAGES = `moz-extension://${UUID}`;

/** The path of a Firefox: FIREFOX_PATH, else on the path; null where there is none. */
export function findFirefox(): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const files = ['firefox-esr', 'firefox'].flatMap((name) => folders.map((folder) => join(folder, name)));
  return [process.env['FIREFOX_PATH'] ?? '', ...files].find(isProgram) ?? null;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return file !== '';
  } catch {
    return false;
  }
}

type Answer = { result?: unknown; error?: string; message?: string };

/** One tab of a Firefox with the extension in it, over WebDriver BiDi. */
export type Firefox = {
  goto: (url: string) => Promise<void>;
  run: <T>(expression: string) => Promise<T>;
  click: (x: number, y: number) => Promise<void>;
  screenshot: () => Promise<Buffer>;
  /** Errors that any page has logged. */
  errors: readonly string[];
  close: () => Promise<void>;
};

export async function startFirefox(program: string, extension: string, id: string): Promise<Firefox> {
  const profile = mkdtempSync(join(tmpdir(), 'fairlead-firefox-'));
  const uuids = JSON.stringify(JSON.stringify({ [id]: UUID }));
  writeFileSync(join(profile, 'user.js'), `user_pref("extensions.webextensions.uuids", ${uuids});`);
  const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'];
  // The extension's own pages are shown to a test only where it may do anything.
  const child = spawn(program, [...args, '--remote-allow-system-access'], { env: { ...process.env, HOME: profile } });
  const errors: string[] = [];
  const send = await connect(await addressOf(child), errors);
  await send('session.new', { capabilities: {} });
  await send('session.subscribe', { events: ['log.entryAdded'] });
  await send('webExtension.install', { extensionData: { type: 'path', path: extension } });
  const { context } = (await send('browsingContext.create', { type: 'tab' })) as { context: string };
  return {
    errors,
    goto: async (url) => void (await send('browsingContext.navigate', { context, url, wait: 'complete' })),
    run: async <T>(expression: string) => {
      const given = { expression: `JSON.stringify(${expression})`, target: { context }, awaitPromise: true };
      const { result } = (await send('script.evaluate', given)) as { result: { value?: string } };
      return JSON.parse(result.value ?? 'null') as T;
    },
    click: async (x, y) => {
      const move = { type: 'pointerMove', x: Math.round(x), y: Math.round(y) };
      const press = ['pointerDown', 'pointerUp'].map((type) => ({ type, button: 0 }));
      const actions = [{ type: 'pointer', id: 'mouse', actions: [move, ...press] }];
      await send('input.performActions', { context, actions });
    },
    screenshot: async () =>
      Buffer.from(((await send('browsingContext.captureScreenshot', { context })) as { data: string }).data, 'base64'),
    close: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

/** Firefox says on its error output where it listens. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stderr?.on('data', (part: Buffer) => {
      text += part.toString();
      const address = /WebDriver BiDi listening on (ws:\S+)/.exec(text)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', () => reject(new Error(`Firefox ended: ${text}`)));
  });
}

type Send = (method: string, params: object) => Promise<unknown>;

async function connect(address: string, errors: string[]): Promise<Send> {
  const socket = new WebSocket(`${address}/session`);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error(`no answer at ${address}`)));
  });
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Answer & { id?: number; params?: { level?: string; text?: string } };
    if (message.id !== undefined) waiting.get(message.id)?.(message);
    else if (message.params?.level === 'error') errors.push(message.params.text ?? 'an error without words');
  });
  return async (method, params) => {
    last += 1;
    const id = last;
    const answer = await new Promise<Answer>((resolve) => {
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, method, params }));
    });
    waiting.delete(id);
    if (answer.error !== undefined) throw new Error(`${method}: ${answer.error}: ${answer.message ?? ''}`);
    return answer.result;
  };
}
