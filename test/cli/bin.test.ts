import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { main } from '@/lib/cli/main';
import { onDeals, sampleDeals, SAMPLE_MAPPING } from './past-support';
import { ACME, fairlead } from './support';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'fairlead-cli-'));
const file = join(folder, 'acme.yaml');
writeFileSync(file, ACME);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...line: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [join(root, '.dev/fairlead.mjs'), ...line], { encoding: 'utf8', cwd: folder });
}

describe('the program', () => {
  it('builds itself once, and gives the bytes that the engine gives', () => {
    const { status, stdout } = run('pack', 'bundle', 'meddpicc', '--compiled');
    expect(status).toBe(0);
    expect(stdout).toBe(fairlead(['pack', 'bundle', 'meddpicc', '--compiled']).out);
  });

  it('scores deals as in memory, but for the seconds', () => {
    writeFileSync(join(folder, 'deals.csv'), sampleDeals());
    writeFileSync(join(folder, 'map.yaml'), SAMPLE_MAPPING);
    const { status, stdout, stderr } = run('score', 'deals.csv', '--mapping', 'map.yaml', '--split', 'cv:1x5');
    const timeless = (text: string): string => text.replace(/"seconds": [\d.]+/g, '"seconds": 0');
    expect(status, stderr).toBe(0);
    expect(timeless(stdout)).toBe(timeless(onDeals('score', sampleDeals(), SAMPLE_MAPPING, '--split', 'cv:1x5').out));
  });

  it('ends with the exit code of what it ran', () => {
    writeFileSync(file, ACME.replace('weight: 0.7', 'weight: 0'));
    const { status, stdout } = run('pack', 'lint', file);
    expect(status).toBe(1);
    expect(stdout).toContain(`${file}:27:13 warning weightless-signal`);
  });

  it('reads and writes files', () => {
    writeFileSync(file, ACME);
    expect(main(['pack', 'bundle', file, '--out', join(folder, 'acme.json')], root)).toBe(0);
    expect(main(['pack', 'bundle', file, '--out', join(folder, 'missing', 'acme.json')], root)).toBe(2);
    expect(main(['pack', 'lint', folder], root)).toBe(2);
  });
});
