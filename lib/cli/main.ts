import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CliIo } from './io';
import { runCli } from './run-cli';

/** Runs the command line in this process; `root` is the folder of the project, with the bundled packs. Gives the exit code. */
export function main(argv: readonly string[], root: string): number | Promise<number> {
  return runCli(argv, {
    read: fileText,
    bytes: fileBytes,
    exists: (path) => existsSync(path),
    write: (path, text, { secret = false, folder = false } = {}) => {
      try {
        if (folder) mkdirSync(dirname(path), { recursive: true });
        // A private key is never written over another, and read by its owner only.
        writeFileSync(path, text, secret ? { mode: 0o600, flag: 'wx' } : {});
        return true;
      } catch {
        return false;
      }
    },
    bundled: (id) => fileText(join(root, 'public/packs', `${id}.json`)),
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    now: () => performance.now(),
    time: () => Date.now(),
    today: localDay(new Date()),
  } satisfies CliIo);
}

function fileText(path: string): string | null {
  const bytes = fileBytes(path);
  return bytes === null
    ? null
    : Buffer.from(bytes)
        .toString('utf8')
        .replace(/^\ufeff/, '');
}

function fileBytes(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch {
    // Missing, a folder or not allowed: the caller says which file.
    return null;
  }
}

function localDay(date: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
