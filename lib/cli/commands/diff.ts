import { UsageError, type Command, type Given } from '../command';
import { concerned, dealsOf, type Moved } from '../diff/concerned';
import { packChanges } from '../diff/pack-changes';
import type { Change } from '../diff/rule-changes';
import { openDocument } from '../document/open';
import type { CliIo } from '../io';
import { readPackFile, type PackFile } from '../pack-file';
import { progress } from '../progress';
import { shown } from '../report/frame';
import type { Problem } from '../report/problem';
import { printJson, printProblems, problemsJson } from '../report/print';

export const diff: Command = {
  name: 'diff',
  summary: 'Says what is different between two packs, in meaning',
  takes: '<old> <new>',
  least: 2,
  most: 2,
  options: {
    deals: { value: 'file', says: 'Deals as in tests, a JSON or YAML list: count those newly concerned' },
    today: { value: 'day', says: 'The day on which the deals are judged, such as 2026-06-15' },
    json: { says: 'Print it as JSON' },
  },
  examples: ['old.yaml new.yaml', 'meddpicc acme.fairlead.yaml --deals deals.json'],
  run: (given, io) => {
    const [old, now] = given.files.map((file) => readPackFile(file, io));
    const problems = [old, now].flatMap((read): readonly Problem[] =>
      read === undefined || read.ok ? [] : read.problems,
    );
    if (old?.ok !== true || now?.ok !== true) {
      if (given.on('json')) printJson({ ok: false, problems: problemsJson(problems) }, io);
      else printProblems(problems, io);
      return 1;
    }
    const changes = packChanges(old.packFile.pack, now.packFile.pack);
    const moved = movedDeals(given, old.packFile, now.packFile, io);
    if (given.on('json'))
      printJson(
        {
          ok: true,
          changes: changes.map((c) => ({ ...c, ...(moved === null ? {} : { deals: moved.get(c.about) ?? NONE }) })),
        },
        io,
      );
    else print(changes, moved, io);
    return 0;
  },
};

const NONE: Moved = { newly: 0, noLonger: 0 };

function movedDeals(given: Given, old: PackFile, now: PackFile, io: CliIo): Map<string, Moved> | null {
  const file = given.value('deals');
  if (file === undefined) return null;
  const text = io.read(file);
  if (text === null) throw new UsageError(`"${file}" cannot be read`);
  const opened = openDocument(file, text);
  const today = given.value('today') ?? io.today;
  const read = opened.ok
    ? dealsOf(opened.opened.value, today)
    : { ok: false as const, reason: opened.problems[0]?.message ?? 'it cannot be read' };
  if (!read.ok) throw new UsageError(`"${file}": ${read.reason}`);
  return concerned(old.pack, now.pack, read.deals, progress('Judging deals', read.deals.length, io));
}

function print(changes: readonly Change[], moved: Map<string, Moved> | null, io: CliIo): void {
  if (changes.length === 0) io.out('No difference in meaning.\n');
  for (const { about, says, what } of changes) {
    const counts = what === 'removed' || moved === null ? '' : countWords(moved.get(about) ?? NONE);
    says.forEach((line, i) => io.out(`${shown(`${about} ${line}${i === says.length - 1 ? counts : ''}`)}\n`));
  }
}

function countWords({ newly, noLonger }: Moved): string {
  const deals = (n: number): string => `${n.toLocaleString('en-US')} deal${n === 1 ? '' : 's'}`;
  const parts = [
    newly > 0 ? `${deals(newly)} newly concerned` : '',
    noLonger > 0 ? `${deals(noLonger)} no longer` : '',
  ].filter(Boolean);
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`;
}
