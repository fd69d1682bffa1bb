import { bytesOf, sha256Of } from '@/lib/channels/signed/bytes';
import { unsigned, withSignature, type Envelope } from '@/lib/channels/signed/envelope';
import type { KeyFile } from '@/lib/channels/signed/keys';
import { readRelease, type Release } from '@/lib/channels/signed/release';
import { canonicalJson } from '@/lib/domain/canonical';
import { UsageError, type Command, type Given } from '../command';
import type { CliIo } from '../io';
import { readPackFile, type PackFile } from '../pack-file';
import { printProblems } from '../report/print';
import { channelOf, keysOf, signedFile, wholeOf, writeJson, type SignedFile } from '../signing/files';

const DAY = 86_400_000;

export const sign: Command = {
  name: 'sign',
  summary: 'Signs a pack for a channel, or adds a signature to what others signed',
  takes: '<file>',
  least: 1,
  most: 1,
  options: {
    key: { value: 'file', many: true, says: 'A private key; once for each that signs here' },
    channel: { value: 'name', says: 'The channel it is for' },
    days: { value: 'number', says: 'For how many days it counts as up to date (90)' },
    share: { value: 'percent', says: 'Share of installs that get it: 5, then 25, then 100 (100)' },
    allow: { value: 'name', many: true, says: 'An install code or group that gets it whatever the share' },
    out: { value: 'file', says: 'Where the signed file goes' },
  },
  examples: [
    'acme.fairlead.yaml --channel acme --key anna.key --share 5',
    'acme-1.signed.json --key ben.key',
    'root-2.json --key ben.key',
  ],
  run: async (given, io) => {
    const file = given.files[0] ?? '';
    const keys = keysOf(given, io);
    const before = signedFile(file, io);
    const signed = before ?? started(given, io);
    if (signed === null) return 1;
    const envelope = await signedByAll(signed.envelope, keys);
    const out = given.value('out') ?? (before ? file : nameOf(envelope));
    writeJson(out, { ...envelope, ...(signed.pack === null ? {} : { pack: signed.pack }) }, io);
    const count = envelope.signatures.length;
    io.err(`Wrote ${out}: ${count} ${count === 1 ? 'signature' : 'signatures'}\n`);
    return 0;
  },
};

async function signedByAll(envelope: Envelope, keys: readonly KeyFile[]): Promise<Envelope> {
  let signed = envelope;
  for (const key of keys) signed = await withSignature(signed, key);
  return signed;
}

/** A pack as a release that nobody has signed; null when the pack has errors, which are printed. */
function started(given: Given, io: CliIo): SignedFile | null {
  const read = readPackFile(given.files[0] ?? '', io);
  if (!read.ok) {
    printProblems(read.problems, io);
    return null;
  }
  const text = `${canonicalJson(read.packFile.opened.value)}\n`;
  const release = releaseOf(given, read.packFile, text, io.time());
  return { envelope: unsigned('release', JSON.stringify(release)), pack: text };
}

function releaseOf(given: Given, { pack: { id, version } }: PackFile, text: string, now: number): Release {
  const days = wholeOf(given, 'days', 90, [1, 3_650]);
  const release: Release = {
    type: 'release',
    channel: channelOf(given),
    pack: { id, version, sha256: sha256Of(text), size: bytesOf(text).length, file: `${id}-${version}.json` },
    issuedAt: new Date(now).toISOString(),
    expires: new Date(now + days * DAY).toISOString().slice(0, 10),
    share: wholeOf(given, 'share', 100, [0, 100]),
    allow: [...given.values('allow')],
  };
  const read = readRelease(unsigned('release', JSON.stringify(release)));
  if (!read.ok) throw new UsageError(read.refusal.message);
  return read.value;
}

function nameOf(envelope: Envelope): string {
  const release = readRelease(envelope);
  return release.ok ? `${release.value.pack.id}-${release.value.pack.version}.signed.json` : 'pack.signed.json';
}
