import { CHECKS } from '@/lib/rules/lint/checks';
import { lintPack } from '@/lib/rules/lint/lint';
import type { CrmReach, Finding } from '@/lib/rules/lint/types';
import { UsageError, type Command, type Given } from '../command';
import { crmReach, SHIPPED } from '../crm-reach';
import { openDocument } from '../document/open';
import type { CliIo } from '../io';
import { readPackFile, type PackFile } from '../pack-file';
import { progress } from '../progress';
import type { Problem } from '../report/problem';
import { countOf, printJson, printProblems, problemsJson } from '../report/print';

export const lint: Command = {
  name: 'lint',
  summary: 'Finds errors and weak places of packs',
  takes: '<file…>',
  least: 0,
  most: 1_000,
  options: {
    crm: { value: 'adapter', many: true, says: `Fields this CRM cannot show are findings (${SHIPPED.join(', ')})` },
    stages: { value: 'file', says: 'Stage labels of the CRM, one a line: stages on one side only are findings' },
    checks: { says: 'Say which checks there are, why, and what to do about their findings' },
    json: { says: 'Print findings as JSON' },
  },
  examples: ['acme.fairlead.yaml', 'packs/*.yaml --crm salesforce', 'acme.fairlead.yaml --stages stages.txt --json'],
  run: (given, io) => {
    if (given.on('checks')) return listChecks(io);
    if (given.files.length === 0) throw new UsageError('it needs <file…>');
    const setting = { crms: given.values('crm').map(named), crmStages: stageLabels(given, io) };
    const problems = given.files.flatMap((file) => {
      const read = readPackFile(file, io);
      return read.ok ? findingsOf(read.packFile, setting, io) : [...read.problems];
    });
    const bad = problems.some((p) => p.severity !== 'info');
    if (given.on('json')) printJson({ ok: !bad, files: given.files, problems: problemsJson(problems) }, io);
    else {
      printProblems(problems, io);
      io.out(problems.length === 0 ? 'Nothing found.\n' : `${countOf(problems)}.\n`);
    }
    return bad ? 1 : 0;
  },
};

function listChecks(io: CliIo): 0 {
  for (const { id, title, why, todo, example } of CHECKS)
    io.out(`${id}: ${title}\n  Why:     ${why}\n  To do:   ${todo}\n  Example: ${example}\n\n`);
  return 0;
}

type Setting = { crms: readonly CrmReach[]; crmStages: readonly string[] | undefined };

function findingsOf({ opened, resolve }: PackFile, { crms, crmStages }: Setting, io: CliIo): Problem[] {
  const tick = progress(`Checking ${opened.file}`, CHECKS.length, io);
  const linted = lintPack({
    document: opened.value,
    resolve,
    crms,
    tick,
    ...(crmStages === undefined ? {} : { crmStages }),
  });
  const findings: readonly Finding[] = linted.ok ? linted.findings : [];
  return findings.map(({ path, ...rest }): Problem => {
    return { ...rest, file: opened.file, text: opened.text, range: opened.rangeOf({ path }) };
  });
}

function named(id: string): CrmReach {
  const reach = crmReach(id);
  if (reach === null) throw new UsageError(`there is no adapter "${id}" (there are ${SHIPPED.join(', ')})`);
  return reach;
}

/** Labels one a line, or as a JSON or YAML list. */
function stageLabels(given: Given, io: CliIo): readonly string[] | undefined {
  const file = given.value('stages');
  if (file === undefined) return undefined;
  const text = io.read(file);
  if (text === null) throw new UsageError(`"${file}" cannot be read`);
  const found = /^\s*(?:\[|- )/.test(text) ? openDocument(file, text) : null;
  const list =
    found?.ok === true && Array.isArray(found.opened.value) ? found.opened.value.map(String) : text.split('\n');
  return list.map((label) => label.trim()).filter((label) => label !== '');
}
