import { existsSync, readFileSync } from 'node:fs';
import type { CliIo } from '@/lib/cli/io';
import { runCli } from '@/lib/cli/run-cli';

const PACKS = new URL('../../public/packs/', import.meta.url);

export type Ran = { code: number; out: string; err: string; files: Map<string, string> };

type Files = Readonly<Record<string, string | Uint8Array>>;
type More = { now?: () => number; time?: () => number };

/** Runs the command line in memory: `files` are what it finds, and what it wrote afterwards. */
export function fairlead(line: readonly string[], given: Files = {}, more: More = {}): Ran {
  const { io, ran } = inMemory(given, more);
  const code = runCli(line, io);
  if (code instanceof Promise) throw new Error('this command works with keys: use fairleadKeys');
  return ran(code);
}

/** The same for the commands that work with keys, which take their time. */
export async function fairleadKeys(line: readonly string[], given: Files = {}, more: More = {}): Promise<Ran> {
  const { io, ran } = inMemory(given, more);
  return ran(await runCli(line, io));
}

function inMemory(given: Files, more: More): { io: CliIo; ran: (code: number) => Ran } {
  const files = new Map(Object.entries(given).map(([path, of]) => [path, typeof of === 'string' ? of : textOf(of)]));
  let [out, err] = ['', ''];
  const io: CliIo = {
    read: (path) => files.get(path) ?? null,
    bytes: (path) => bytesOf(given[path] ?? files.get(path)),
    exists: (path) => files.has(path),
    write: (path, text) => {
      if (path.startsWith('/readonly/')) return false;
      files.set(path, text);
      return true;
    },
    bundled: bundledText,
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    time: more.time ?? (() => Date.parse('2026-06-15T12:00:00Z')),
    now: more.now ?? (() => 0),
    today: '2026-06-15',
  };
  return { io, ran: (code) => ({ code, out, err, files }) };
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function bytesOf(file: string | Uint8Array | undefined): Uint8Array | null {
  return typeof file === 'string' ? new TextEncoder().encode(file) : (file ?? null);
}

export function bundledText(id: string): string | null {
  const file = new URL(`${id}.json`, PACKS);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** A small pack in YAML, as a team writes it. */
export const ACME = `# Acme's own process
fairlead: 1
id: acme
version: 1
title: Acme
stages:
  - id: discovery
    title: Discovery
    match: [Discovery, Qualification]
    exit:
      - id: budget-confirmed
        title: Budget confirmed
        when: deal.amount >= 50000 # large ones only
        require: deal.custom.budget >= 0.8 * deal.amount
        why: Without money set aside the proposal answers nobody.
        fix: { field: budget }
        enforce: block
  - id: proposal
    title: Proposal
    match: [Proposal]
fields:
  budget: { label: Confirmed budget, type: money }
signals:
  - id: close-date-past
    title: Close date is past
    when: deal.closeDate < now
    weight: 0.7
    why: The plan that this date stood for no longer holds.
steps:
  - id: set-close-date
    title: Agree a new close date
    when: deal.closeDate < now
    minutes: 10
    changes: [{ field: closeDate, value: now + days(30) }]
    why: A date that the customer has named is worth more than ours.
tests:
  - name: a small deal needs no budget
    deal: { stage: Discovery, amount: 5000, closeDate: 2026-07-01 }
    expect: { budget-confirmed: notApplicable, close-date-past: notMet, set-close-date: notMet }
  - name: a large one does
    deal: { stage: Discovery, amount: 60000, closeDate: 2026-05-01 }
    expect: { budget-confirmed: notMet, close-date-past: met, set-close-date: met }
  - name: and has it
    deal: { stage: Discovery, amount: 60000, custom: { budget: 60000 } }
    expect: { budget-confirmed: met }
`;
