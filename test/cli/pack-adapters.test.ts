import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { ORCHARD } from '../crms/made-up/serve.mjs';
import { fairlead } from './support';

const HEAD = 'fairlead: 1\nid: acme\nversion: 1\ntitle: Acme\nadapters:\n';

/** A pack in YAML whose one adapter is this document. */
function packWith(adapter: unknown): string {
  const lines = stringify([adapter], { lineWidth: 0 }).trimEnd().split('\n');
  return `${HEAD}${lines.map((line) => `  ${line}`).join('\n')}\n`;
}

const run = (command: string, text: string, ...more: string[]): ReturnType<typeof fairlead> =>
  fairlead(['pack', command, 'acme.yaml', ...more], { 'acme.yaml': text });

describe('adapters inside a pack', () => {
  it('are carried by the compiled form as texts, and by the JSON that the extension takes', () => {
    const compiled = JSON.parse(run('bundle', packWith(ORCHARD), '--compiled').out) as { adapters: string[] };
    expect(compiled.adapters.map((text) => JSON.parse(text) as unknown)).toEqual([ORCHARD]);
    expect(JSON.parse(run('bundle', packWith(ORCHARD)).out)).toMatchObject({ adapters: [{ title: 'Orchard' }] });
    expect(run('lint', packWith(ORCHARD)).code).toBe(0);
  });

  it.each([
    [
      'an unknown key',
      { ...ORCHARD, route: { ...ORCHARD.route, hots: [] } },
      /"hots" is not known here.*did you mean `hosts`/s,
      'hots',
    ],
    [
      'hosts of strangers',
      { ...ORCHARD, route: { ...ORCHARD.route, hosts: ['https://*.co.uk/*'] } },
      /strangers/,
      'co.uk',
    ],
    ['a missing part', { ...ORCHARD, read: undefined }, /"read" is missing/, '- adapter:'],
  ])('with %s are errors of lint, test and bundle, at their line and column', (_what, adapter, words, at) => {
    const text = packWith(adapter);
    const line = text.split('\n').findIndex((one) => one.includes(at)) + 1;
    for (const command of ['lint', 'test', 'bundle']) {
      const { code, out, err } = run(command, text);
      expect(code).toBe(1);
      expect(out + err).toMatch(words);
      expect(out + err).toMatch(new RegExp(`acme\\.yaml:${line}:\\d+`));
    }
  });

  it('are part of what is different between two packs, with the hosts that are new', () => {
    const hosts = { ...ORCHARD, route: { ...ORCHARD.route, hosts: ['https://*.orchard.example/*'] } };
    const run = (before: string, after: string): string =>
      fairlead(['pack', 'diff', 'a.yaml', 'b.yaml'], { 'a.yaml': before, 'b.yaml': after }).out;
    expect(run(HEAD.replace('adapters:', 'adapters: []'), packWith(ORCHARD))).toContain(
      'works on https://deals.orchard.example/*',
    );
    expect(run(packWith(ORCHARD), packWith(hosts))).toMatch(/orchard.*works on https:\/\/\*\.orchard\.example/s);
    expect(run(packWith(ORCHARD), packWith(ORCHARD))).not.toContain('orchard');
  });

  it('are as many as a pack may have, each id once', () => {
    const json = JSON.stringify({ fairlead: 1, id: 'acme', version: 1, title: 'A', adapters: [ORCHARD, ORCHARD] });
    const { out } = fairlead(['pack', 'lint', 'a.json', '--json'], { 'a.json': json });
    expect(out).toContain('the adapter \\"orchard\\" is there twice');
    const many = JSON.stringify({ fairlead: 1, id: 'acme', version: 1, title: 'A', adapters: Array(9).fill(ORCHARD) });
    expect(fairlead(['pack', 'lint', 'a.json'], { 'a.json': many }).code).toBe(1);
  });
});
