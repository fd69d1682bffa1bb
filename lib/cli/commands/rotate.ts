import { unsigned, withSignature } from '@/lib/channels/signed/envelope';
import { keyId } from '@/lib/channels/signed/keys';
import { readRoot } from '@/lib/channels/signed/root';
import { UsageError, type Command } from '../command';
import type { ExitCode } from '../io';
import { channelOf, keysOf, trustOf, TRUST_OPTIONS, wholeOf, writeJson } from '../signing/files';

export const rotate: Command = {
  name: 'rotate',
  summary: 'Writes a root document: other keys sign for a channel from then on',
  takes: '',
  least: 0,
  most: 0,
  options: {
    channel: { value: 'name', says: 'The channel' },
    public: { value: 'key', many: true, says: 'A public key that counts from now on; once for each' },
    threshold: TRUST_OPTIONS.threshold,
    version: { value: 'number', says: 'Number of this root: 2 for the first rotation, then 3 … (2)' },
    key: { value: 'file', many: true, says: 'A private key, of before or from now on; others sign with "sign"' },
    out: { value: 'file', says: 'Where it goes (root-<version>.json)' },
  },
  examples: ['--channel acme --public ed25519:… --key anna.key --key carla.key'],
  run: async (given, io): Promise<ExitCode> => {
    const { keys, threshold } = trustOf(given);
    const version = wholeOf(given, 'version', 2, [2, 1_000_000]);
    const root = { type: 'root', channel: channelOf(given), version, keys, threshold };
    let envelope = unsigned('root', JSON.stringify(root));
    const read = readRoot(envelope);
    if (!read.ok) throw new UsageError(read.refusal.message);
    for (const key of keysOf(given, io)) envelope = await withSignature(envelope, key);
    const out = given.value('out') ?? `root-${version}.json`;
    writeJson(out, envelope, io);
    io.err(
      `Wrote ${out}: keys ${keys.map(keyId).join(', ')}, signed by ${envelope.signatures.map((s) => s.key).join(', ')}.\nIt counts once enough of the keys before it and of its own have signed.\n`,
    );
    return 0;
  },
};
