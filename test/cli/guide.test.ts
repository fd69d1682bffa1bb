import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { COMMANDS } from '@/lib/cli/commands';
import { fairlead } from './support';

const guide = readFileSync(new URL('../../public/help/command-line.md', import.meta.url), 'utf8');
const channels = readFileSync(new URL('../../public/help/channels.md', import.meta.url), 'utf8');
const workflow = readFileSync(new URL('../../public/help/pack-checks.yml', import.meta.url), 'utf8');
const block = (language: string): string[] =>
  [...guide.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].filter((m) => m[1] === language).map((m) => m[2] ?? '');
const example = block('yaml')[0] ?? '';
const FILES = {
  'acme.fairlead.yaml': example,
  'acme.old.yaml': example.replace('>= 20000', '>= 50000'),
  'stages.txt': 'On hold\nQualify\nValidate\nPropose\nNegotiate\nCommit\nClosed Won\nClosed Lost\n',
  'deals.json': '[{ "stage": "Validate", "amount": 30000 }]',
  'fairlead-data.json': '{ "fairlead": "data", "format": 1, "deals": [], "changes": [] }',
};
const commands = block('sh').flatMap((text) => text.trim().split('\n'));

describe('the guide to the command line', () => {
  it.each(commands)('%s', (command) => {
    const [npx, name, ...line] = command.split(' ');
    expect([npx, name]).toEqual(['npx', 'fairlead']);
    const { code, out, err } = fairlead(line, FILES);
    // What a CRM cannot show is found, and the example is written for people rather than formatted.
    const finds = line.includes('--crm') || line.includes('--check');
    expect(code).toBeLessThanOrEqual(finds ? 1 : 0);
    expect(`${out}${err}`).not.toBe('');
  });

  it('shows every command, with the guide to channels', () => {
    const shown = [...commands, ...(channels.match(/^npx .*$/gm) ?? [])];
    expect(COMMANDS.filter((c) => !shown.some((line) => line.includes(` pack ${c.name} `))).map((c) => c.name)).toEqual(
      [],
    );
  });

  it('shows an error as it is printed', () => {
    const shown = block('')[0] ?? '';
    const wrong = { 'acme.fairlead.yaml': example.replace('deal.amount >= 20000', 'deal.amont >= 20000') };
    expect(fairlead(['pack', 'lint', 'acme.fairlead.yaml'], wrong).out).toContain(shown.trim());
  });

  it('quotes a difference as it is printed', () => {
    const { out } = fairlead(['pack', 'diff', 'acme.old.yaml', 'acme.fairlead.yaml', '--deals', 'deals.json'], FILES);
    expect(out).toBe('budget-set-aside now applies from 20,000 instead of 50,000 (Amount): 1 deal newly concerned\n');
    expect(guide).toContain(out.trim().replace(': 1 deal', ': 31 deals'));
  });
});

describe('the workflow for a team’s own repository', () => {
  const { jobs } = parse(workflow) as { jobs: Record<string, { steps: { run?: string }[] }> };
  const lines = Object.values(jobs).flatMap((job) => job.steps.flatMap((step) => (step.run ?? '').split('\n')));
  const calls = lines.flatMap((line) => /npx fairlead (.*)$/.exec(line.trim())?.[1] ?? []);

  it('lints and tests', () => {
    for (const name of ['lint', 'test']) expect(calls.some((call) => call.startsWith(`pack ${name} `))).toBe(true);
  });

  it.each(calls)('npx fairlead %s', (call) => {
    const line = call
      .replaceAll(/\.\.\/team\/packs\/\*\.fairlead\.yaml|"\$pack"/g, 'acme.fairlead.yaml')
      .replace(/"\.\.\/bundled.*"/, 'acme.json');
    const formatted = fairlead(['pack', 'format', 'acme.fairlead.yaml'], FILES).out;
    expect(fairlead(line.split(' '), { 'acme.fairlead.yaml': formatted }).code).toBe(0);
  });
});
