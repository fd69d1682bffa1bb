import { browser } from 'wxt/browser';

/** An error of ours, without its message: a message may quote the deal, its address or a token. */
export type LoggedError = {
  /** ms since the epoch */
  at: number;
  /** The call that failed, or where nothing caught it. */
  where: string;
  kind: string;
  /** Places in our own files, nothing else of the stack. */
  stack: readonly string[];
};

const KEY = 'errors';
const MAX_ERRORS = 50;
const MAX_FRAMES = 6;

export async function readErrors(): Promise<readonly LoggedError[]> {
  return ((await browser.storage.local.get(KEY))[KEY] as readonly LoggedError[] | undefined) ?? []; // by `noteError` only
}

/** Keeps what went wrong for the diagnostics, the last fifty. Never throws. */
export async function noteError(where: string, error: unknown, now: number): Promise<void> {
  const logged = { at: now, where, kind: kindOf(error), stack: placesIn(error) };
  const errors = [...(await readErrors()), logged].slice(-MAX_ERRORS);
  await browser.storage.local.set({ [KEY]: errors }).catch(() => undefined);
}

/** Keeps what nothing in the background caught. */
export function watchErrors(now: () => number): void {
  self.addEventListener('error', (event) => void noteError('background', event.error, now()));
  self.addEventListener('unhandledrejection', (event) => void noteError('background', event.reason, now()));
}

/** A name that a class gave itself; anything else may be data. */
function kindOf(error: unknown): string {
  return error instanceof Error && /^[A-Z]\w{0,40}$/.test(error.name) ? error.name : 'unknown';
}

function placesIn(error: unknown): string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const own = stack.matchAll(/(?:chrome|moz)-extension:\/\/[^/\s]+\/([\w./-]+\.js):(\d+):(\d+)/g);
  return [...own].slice(0, MAX_FRAMES).map(([, file, line, column]) => `${file}:${line}:${column}`);
}
