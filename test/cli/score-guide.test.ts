import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { mappingSchema } from '@/lib/cli/past/mapping-schema';
import { sampleDeals } from './past-support';
import { fairlead } from './support';

const guide = readFileSync(new URL('../../public/help/score.md', import.meta.url), 'utf8');
const block = (language: string): string[] =>
  [...guide.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].filter((m) => m[1] === language).map((m) => m[2] ?? '');
const DEALS = sampleDeals()
  .replace(/^.*/, 'Id,Status,Created,Closed,Amount,Owner,Segment')
  .split('\n')
  .map((line, i) =>
    line === ''
      ? line
      : `${line},${i === 0 ? 'Source,Employees' : `${i % 2 === 0 ? 'Web' : 'Fair'},${10 + ((i * 13) % 90)}`}`,
  )
  .join('\n');
const EVENTS = `Id,At,What,New\n${Array.from({ length: 120 }, (_, i) => `D${i},2025-01-0${1 + (i % 9)},Stage,Demo`).join('\n')}\n`;
const mapping = `${block('yaml')[0] ?? ''}events: { deal: Id, time: At, field: What, value: New, stage: [Stage] }\n`;
const FILES = { 'deals.csv': DEALS, 'mapping.yaml': mapping, 'events.csv': EVENTS };
const commands = block('sh').flatMap((text) => text.trim().split('\n'));

describe('the guide to the score', () => {
  it.each(commands)('%s', (command) => {
    const { code, out, err } = fairlead(command.replace(/^npx fairlead /, '').split(' '), FILES);
    expect(code, `${out.slice(0, 400)}${err}`).toBe(0);
  });

  it('has a command of both kinds', () => {
    for (const name of ['score', 'forecast'])
      expect(
        commands.some((line) => line.includes(` ${name} `)),
        name,
      ).toBe(true);
  });

  it('speaks of every key that a mapping may have', () => {
    // The short forms of outcome are for convenience only.
    const keys = Object.keys(mappingSchema.shape).filter((key) => !['won', 'lost', 'open'].includes(key));
    expect(keys.filter((key) => !guide.includes(`\`${key}\``))).toEqual([]);
  });
});

describe('the sample mappings', () => {
  const folder = new URL('../../public/help/score/', import.meta.url);
  it.each(readdirSync(folder))('%s is a mapping', (file) => {
    expect(mappingSchema.safeParse(parse(readFileSync(new URL(file, folder), 'utf8'))).success).toBe(true);
  });
});
