import { UsageError, type Command, type Given } from '../command';
import type { Opened } from '../document/open';
import { formatJson } from '../format-json';
import { formatYaml } from '../format-yaml';
import type { CliIo } from '../io';
import { openPack } from '../pack-file';
import type { Problem } from '../report/problem';
import { printJson, printProblems, problemsJson } from '../report/print';

type Formatted = { file: string; formatted: boolean; text: string };

export const format: Command = {
  name: 'format',
  summary: 'Writes packs in one way: keys in the order of the schema, comments kept',
  takes: '<file…>',
  least: 1,
  most: 1_000,
  options: {
    write: { says: 'Change the files' },
    check: { says: 'Only say which files are not formatted' },
    json: { says: 'Print which files are formatted as JSON' },
  },
  examples: ['acme.fairlead.yaml', 'packs/*.yaml --write', 'packs/*.yaml --check'],
  run: (given, io) => {
    if (given.files.length > 1 && !given.on('write') && !given.on('check') && !given.on('json'))
      throw new UsageError('several files need --write or --check');
    const problems: Problem[] = [];
    const results = given.files.flatMap((file): Formatted[] => {
      const found = openPack(file, io);
      if (!found.ok) problems.push(...found.problems);
      return found.ok ? [formatted(found.opened)] : [];
    });
    if (given.on('write')) write(results, io);
    tell(given, results, problems, io);
    const open = (given.on('check') || given.on('json')) && !given.on('write') && results.some((r) => !r.formatted);
    return problems.length > 0 || open ? 1 : 0;
  },
};

function formatted({ file, text, value, format: kind }: Opened): Formatted {
  const after = kind === 'json' ? formatJson(value) : formatYaml(text);
  return { file, formatted: after === text, text: after };
}

function write(results: readonly Formatted[], io: CliIo): void {
  for (const { file, formatted: already, text } of results) {
    if (!already && !io.write(file, text)) throw new UsageError(`"${file}" cannot be written`);
  }
}

function tell(given: Given, results: readonly Formatted[], problems: readonly Problem[], io: CliIo): void {
  if (given.on('json')) {
    const files = results.map(({ file, formatted: done }) => ({ file, formatted: done }));
    return printJson(
      { ok: problems.length === 0 && files.every((f) => f.formatted), files, problems: problemsJson(problems) },
      io,
    );
  }
  printProblems(problems, io);
  if (given.on('check')) for (const r of results) if (!r.formatted) io.out(`${r.file} is not formatted\n`);
  if (given.on('write'))
    for (const r of results) io.err(`${r.file}${r.formatted ? ' was formatted already' : ' formatted'}\n`);
  if (!given.on('check') && !given.on('write')) for (const r of results) io.out(r.text);
}
