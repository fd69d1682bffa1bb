import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { readChannelFile } from '@/lib/channels/signed/channel-file';
import { readPolicy } from '@/lib/channels/policy/policy';
import { ACME, fairleadKeys, type Ran } from './support';

const guide = readFileSync(new URL('../../public/help/channels.md', import.meta.url), 'utf8');
const blocks = (language: string): string[] =>
  [...guide.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].filter((m) => m[1] === language).map((m) => m[2] ?? '');
const commands = blocks('sh').flatMap((text) => text.trim().split('\n'));

/** Runs a line of the guide; what it writes is there for the next one, and so are the keys it prints. */
class Shell {
  files: Record<string, string> = { 'acme.fairlead.yaml': ACME };
  names: Record<string, string> = {};
  clock = Date.parse('2026-06-15T12:00:00Z');

  async run(line: string): Promise<Ran> {
    const words = line.split(' ').map((word) => (word.startsWith('$') ? (this.names[word.slice(1)] ?? word) : word));
    expect(words.slice(0, 2)).toEqual(['npx', 'fairlead']);
    this.clock += 60_000;
    const ran = await fairleadKeys(words.slice(2), this.files, { time: () => this.clock });
    this.files = Object.fromEntries(ran.files);
    const key = /--out (\w+)\.key/.exec(line)?.[1];
    if (key !== undefined) this.names[key.toUpperCase()] = ran.out.trim();
    return ran;
  }
}

describe('the guide to channels', () => {
  test('every command does what it says, in their order', async () => {
    const shell = new Shell();
    for (const command of commands) {
      const { code, out, err } = await shell.run(command);
      expect(`${command}: ${code} ${code === 0 ? '' : out + err}`.trim()).toBe(`${command}: 0`);
    }
    const channel = readChannelFile(shell.files['site/channel.json'] ?? '');
    expect(channel).toMatchObject({
      ok: true,
      value: { channel: 'acme', roots: [{ type: 'root' }], releases: [{ type: 'release' }] },
    });
    expect(
      Object.keys(shell.files)
        .filter((file) => file.startsWith('site/'))
        .toSorted(),
    ).toEqual(['site/acme-1.json', 'site/acme-1.release.json', 'site/channel.json']);
  });

  test('its policy is one that the extension takes', () => {
    const policy = JSON.parse((blocks('json')[0] ?? '').replace('PUBLIC_KEY', 'A'.repeat(43))) as {
      '3rdparty': { extensions: Record<string, unknown> };
    };
    expect(readPolicy(policy['3rdparty'].extensions['EXTENSION_ID'])).toMatchObject({ state: 'good' });
  });
});

describe('what the command line refuses', () => {
  const prepared = async (): Promise<Shell> => {
    const shell = new Shell();
    await shell.run('npx fairlead pack keygen --out anna.key');
    await shell.run('npx fairlead pack keygen --out ben.key');
    await shell.run('npx fairlead pack sign acme.fairlead.yaml --channel acme --key anna.key');
    return shell;
  };
  const publish = 'npx fairlead pack publish acme-1.signed.json --to site --public $ANNA';

  it.each<[string, (shell: Shell) => void, string, number, string]>([
    [
      'a key that is there already',
      () => undefined,
      'npx fairlead pack keygen --out anna.key',
      2,
      '"anna.key" is there already',
    ],
    ['too few signatures', () => undefined, `${publish} --public $BEN --threshold 2`, 1, 'It has 1 valid signature'],
    [
      'a stranger’s signature',
      () => undefined,
      'npx fairlead pack verify acme-1.signed.json --public $BEN',
      1,
      '0 valid signatures',
    ],
    [
      'a pack changed after signing',
      (shell) =>
        (shell.files['acme-1.signed.json'] = (shell.files['acme-1.signed.json'] ?? '').replace(
          'Budget confirmed',
          'Budget discussed',
        )),
      publish,
      1,
      'not those that were signed',
    ],
    [
      'a pack that nobody signed',
      () => undefined,
      'npx fairlead pack publish acme.fairlead.yaml --to site --public $ANNA',
      2,
      'is no signed pack or root',
    ],
    [
      'a pack with errors',
      (shell) => (shell.files['acme.fairlead.yaml'] = ACME.replace('deal.amount >=', 'deal.amont >=')),
      'npx fairlead pack sign acme.fairlead.yaml --channel acme --key anna.key',
      1,
      'there is no "amont" here',
    ],
    [
      'a public key that is none',
      () => undefined,
      'npx fairlead pack verify acme-1.signed.json --public ed25519:short',
      2,
      'is no public key',
    ],
    [
      'a channel that cannot be one',
      () => undefined,
      'npx fairlead pack sign acme.fairlead.yaml --channel ../acme --key anna.key',
      2,
      'small letters',
    ],
  ])('%s', async (_name, change, command, code, message) => {
    const shell = await prepared();
    change(shell);
    const ran = await shell.run(command);
    expect({ code: ran.code, said: ran.out + ran.err }).toEqual({
      code,
      said: expect.stringContaining(message) as string,
    });
  });

  it('an older version, and other bytes under the same one', async () => {
    const shell = await prepared();
    const version = async (n: number, title: string): Promise<void> => {
      shell.files['acme.fairlead.yaml'] = ACME.replace('version: 1', `version: ${n}`).replace(
        'title: Acme\n',
        `title: ${title}\n`,
      );
      await shell.run('npx fairlead pack sign acme.fairlead.yaml --channel acme --key anna.key --out next.json');
    };
    const next = publish.replace('acme-1.signed.json', 'next.json');
    await version(2, 'Acme');
    expect((await shell.run(next)).code).toBe(0);
    expect((await shell.run(publish)).err).toContain('Version 1 is older than published (2)');
    await version(2, 'Another');
    expect((await shell.run(next)).err).toContain('Version 2 is published with other bytes');
  });

  it('a root that does not follow', async () => {
    const shell = await prepared();
    await shell.run('npx fairlead pack rotate --channel acme --public $BEN --key ben.key');
    const ran = await shell.run('npx fairlead pack publish root-2.json --to site --public $ANNA');
    expect(ran.err).toContain('Root 2 does not follow from the keys given');
  });
});
