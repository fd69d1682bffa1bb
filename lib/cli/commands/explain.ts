import type { Command } from '../command';
import { didYouMean } from '@/lib/domain/suggest';
import { explanationOf, ruleIds, type Explanation } from '../explanation';
import type { CliIo } from '../io';
import { readPackFile, type PackFile } from '../pack-file';
import { shown } from '../report/frame';
import { printJson, printProblems, problemsJson } from '../report/print';

export const explain: Command = {
  name: 'explain',
  summary: 'Says in plain sentences what a rule needs, when it applies and what it reads',
  takes: '<file> [rule]',
  least: 1,
  most: 2,
  options: { json: { says: 'Print it as JSON' } },
  examples: ['acme.fairlead.yaml budget-confirmed', 'meddpicc champion-active', 'acme.fairlead.yaml'],
  run: (given, io) => {
    const [file = '', rule] = given.files;
    const read = readPackFile(file, io);
    if (!read.ok) {
      if (given.on('json')) printJson({ ok: false, problems: problemsJson(read.problems) }, io);
      else printProblems(read.problems, io);
      return 1;
    }
    const ids = ruleIds(read.packFile.pack);
    const wanted = rule === undefined ? ids : ids.filter((id) => id === rule);
    if (wanted.length === 0 && rule !== undefined) return notThere(rule, ids, io);
    const explanations = wanted.flatMap((id) => explanationOf(id, read.packFile) ?? []);
    if (given.on('json')) printJson(rule === undefined ? explanations : explanations[0], io);
    else if (rule === undefined) listAll(read.packFile, explanations, io);
    else for (const e of explanations) io.out(`${shownLines(e)}\n`);
    return 0;
  },
};

function notThere(rule: string, ids: readonly string[], io: CliIo): 1 {
  const { hint } = didYouMean(rule, ids);
  io.err(`There is no rule "${shown(rule)}" in this pack${hint === undefined ? '' : `: ${hint}`}\n`);
  return 1;
}

function shownLines({ title, id, lines }: Explanation): string {
  return [`${title} (${id})`, ...lines].map(shown).join('\n');
}

function listAll({ pack }: PackFile, explanations: readonly Explanation[], io: CliIo): void {
  io.out(`${shown(pack.title)}: ${explanations.length} rules\n\n`);
  for (const { id, kind, title } of explanations) io.out(`  ${id.padEnd(34)} ${kind.padEnd(10)} ${shown(title)}\n`);
}
