import { runPackTests, type PackTestResult } from '@/lib/rules/pack-tests';
import type { Command } from '../command';
import type { CliIo } from '../io';
import { readPackFile, type PackFile } from '../pack-file';
import { progress } from '../progress';
import { shown } from '../report/frame';
import { lineAndColumn, type Problem } from '../report/problem';
import { printJson, printProblems, problemsJson } from '../report/print';

type Outcome = { file: string; line: number } & PackTestResult;

export const test: Command = {
  name: 'test',
  summary: "Runs packs' own tests",
  takes: '<file…>',
  least: 1,
  most: 1_000,
  options: {
    only: { value: 'text', says: 'Run tests whose name contains this' },
    json: { says: 'Print results as JSON' },
  },
  examples: ['acme.fairlead.yaml', 'packs/*.yaml', 'acme.fairlead.yaml --only budget'],
  run: (given, io) => {
    const problems: Problem[] = [];
    const outcomes = given.files.flatMap((file): Outcome[] => {
      const read = readPackFile(file, io);
      if (read.ok) return outcomesOf(read.packFile, given.value('only'), io);
      problems.push(...read.problems);
      return [];
    });
    const failed = outcomes.filter((o) => !o.passed).length;
    const ok = failed === 0 && problems.length === 0;
    if (given.on('json'))
      printJson(
        { ok, passed: outcomes.length - failed, failed, tests: outcomes, problems: problemsJson(problems) },
        io,
      );
    else print(outcomes, problems, io);
    return ok ? 0 : 1;
  },
};

const TOGETHER = 50;

function outcomesOf({ opened, pack, tests }: PackFile, only: string | undefined, io: CliIo): Outcome[] {
  const wanted = tests
    .map((one, index) => ({ one, index }))
    .filter(({ one }) => only === undefined || one.name.includes(only));
  const tick = progress('Running tests', wanted.length, io);
  const outcomes: Outcome[] = [];
  for (let i = 0; i < wanted.length; i += TOGETHER) {
    tick(i);
    const some = wanted.slice(i, i + TOGETHER);
    runPackTests(
      pack,
      some.map(({ one }) => one),
    ).forEach((result, j) => {
      const { line } = lineAndColumn(opened.text, opened.rangeOf({ path: `tests[${some[j]?.index ?? 0}]` })[0]);
      outcomes.push({ file: opened.file, line, ...result });
    });
  }
  return outcomes;
}

function print(outcomes: readonly Outcome[], problems: readonly Problem[], io: CliIo): void {
  printProblems(problems, io);
  for (const { file, line, name, passed, failures } of outcomes) {
    io.out(`${passed ? '✓' : '✗'} ${shown(name)}${passed ? '' : `  (${file}:${line})`}\n`);
    for (const { about, expected, actual } of failures)
      io.out(`    ${shown(about)}: expected ${expected}, came out ${actual}\n`);
  }
  const failed = outcomes.filter((o) => !o.passed).length;
  io.out(`${outcomes.length - failed} passed, ${failed} failed\n`);
}
