import { readChannelFile } from '@/lib/channels/signed/channel-file';
import { readEnvelope, type Trust } from '@/lib/channels/signed/envelope';
import { expiryOf, verifyBytes, verifyRelease, readRelease, type Release } from '@/lib/channels/signed/release';
import { followRoots } from '@/lib/channels/signed/root';
import { keyId } from '@/lib/channels/signed/keys';
import type { Refusal } from '@/lib/channels/signed/refusal';
import { UsageError, type Command } from '../command';
import type { CliIo, ExitCode } from '../io';
import { shown } from '../report/frame';
import { signedFile, trustOf, TRUST_OPTIONS } from '../signing/files';

export const verify: Command = {
  name: 'verify',
  summary: 'Checks a signed pack, or a whole channel, as the extension does',
  takes: '<file>',
  least: 1,
  most: 1,
  options: TRUST_OPTIONS,
  examples: [
    'acme-1.signed.json --public ed25519:… --public ed25519:… --threshold 2',
    'site/channel.json --public ed25519:…',
  ],
  run: async (given, io) => {
    const file = given.files[0] ?? '';
    const trust = trustOf(given);
    const signed = signedFile(file, io);
    if (!signed) return verifyChannel(file, trust, io);
    const release = readRelease(signed.envelope);
    if (!release.ok) return refuse(release.refusal, io);
    const bytes = signed.pack === null ? null : await verifyBytes(signed.pack, release.value);
    if (bytes?.ok === false) return refuse(bytes.refusal, io);
    return verifyOne(signed.envelope, trust, release.value.channel, io);
  },
};

async function verifyChannel(file: string, trust: Trust, io: CliIo): Promise<ExitCode> {
  const text = io.read(file);
  if (text === null) throw new UsageError(`"${file}" cannot be read`);
  const channel = readChannelFile(text);
  if (!channel.ok) return refuse(channel.refusal, io);
  const followed = await followRoots(trust, channel.value.roots, channel.value.channel);
  if (!followed.ok) return refuse(followed.refusal, io);
  const { version, keys, threshold } = followed.value;
  io.out(`Keys${version === 0 ? '' : ` by root ${version}`}: ${keys.map(keyId).join(', ')}; ${threshold} must sign\n`);
  let code: ExitCode = 0;
  for (const release of channel.value.releases) {
    const one = await verifyOne(release, followed.value, channel.value.channel, io);
    if (one !== 0) code = one;
  }
  return code;
}

async function verifyOne(json: unknown, trust: Trust, channel: string, io: CliIo): Promise<ExitCode> {
  const envelope = readEnvelope(json);
  const signed = envelope.ok ? await verifyRelease(envelope.value, trust, channel) : envelope;
  if (!signed.ok) return refuse(signed.refusal, io);
  const { release, signedBy } = signed.value;
  io.out(`${described(release)}, signed by ${signedBy.map(keyId).join(', ')}\n`);
  if (io.time() < expiryOf(release.expires)) return 0;
  io.out(`It ran out on ${release.expires}.\n`);
  return 1;
}

function described({ pack, channel, share, allow, expires }: Release): string {
  const also = allow.length === 0 ? '' : ` and ${allow.map(shown).join(', ')}`;
  return `${pack.id} ${pack.version} on "${channel}" for ${share} %${also}, up to date until ${expires}`;
}

function refuse({ message }: Refusal, io: CliIo): ExitCode {
  io.out(`${shown(message)}\n`);
  return 1;
}
