import type { z } from '@/lib/domain/zod';
import { envelopeSchema, firstIssue, SIGNED_LIMITS, type Envelope, type Trust } from '@/lib/channels/signed/envelope';
import { keyFileSchema, publicKeySchema, type KeyFile } from '@/lib/channels/signed/keys';
import { signedPackSchema } from '@/lib/channels/signed/release';
import { UsageError, type Given, type Option } from '../command';
import type { CliIo } from '../io';

/** An envelope, and the pack that came in the same file. */
export type SignedFile = { envelope: Envelope; pack: string | null };

export const TRUST_OPTIONS = {
  public: { value: 'key', many: true, says: 'A public key that is trusted; once for each' },
  threshold: { value: 'number', says: 'How many different keys must have signed (1)' },
} satisfies Record<string, Option>;

/** The private keys that were named, read. */
export function keysOf(given: Given, io: CliIo): KeyFile[] {
  const files = given.values('key');
  if (files.length === 0) throw new UsageError('it needs --key <file>');
  return files.map((file) => parsedAs(keyFileSchema, file, io, 'a private key made by "fairlead pack keygen"'));
}

/** The keys to trust, and how many must have signed. */
export function trustOf(given: Given): Trust {
  const keys = given.values('public');
  if (keys.length === 0) throw new UsageError('it needs --public <key>');
  const wrong = keys.find((key) => !publicKeySchema.safeParse(key).success);
  if (wrong !== undefined) throw new UsageError(`"${wrong}" is no public key: it is "ed25519:" and 43 characters`);
  const threshold = wholeOf(given, 'threshold', 1, [1, SIGNED_LIMITS.keys]);
  if (threshold > new Set(keys).size) throw new UsageError('more signatures are asked for than there are keys');
  return { version: 0, keys, threshold };
}

/** A whole number behind an option. */
export function wholeOf(given: Given, option: string, otherwise: number, [least, most]: [number, number]): number {
  const text = given.value(option);
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new UsageError(`--${option} is a whole number from ${least} to ${most}`);
}

/** The name of a channel behind --channel. */
export function channelOf(given: Given): string {
  const channel = given.value('channel');
  if (channel === undefined) throw new UsageError('it needs --channel <name>');
  if (/^[a-z][a-z0-9-]{0,62}$/.test(channel)) return channel;
  throw new UsageError('a channel’s name has small letters, digits and hyphens');
}

/** A signed pack or a root document from its file; null when there is none, or something else. */
export function signedFile(file: string, io: CliIo): SignedFile | null {
  const json = io.read(file) === null ? null : jsonOf(file, io);
  if (typeof json !== 'object' || json === null || !('fairlead' in json) || json.fairlead !== 'signed') return null;
  const pack = signedPackSchema.safeParse(json);
  if (pack.success) {
    const { pack: text, ...envelope } = pack.data;
    return { envelope, pack: text };
  }
  const envelope = envelopeSchema.safeParse(json);
  if (envelope.success) return { envelope: envelope.data, pack: null };
  throw new UsageError(`"${file}" is no signed pack or root: ${firstIssue(pack.error)}`);
}

/** Writes a file of the channel, one line at least; throws where it cannot. */
export function writeJson(file: string, value: unknown, io: CliIo, how: Parameters<CliIo['write']>[2] = {}): void {
  if (!io.write(file, `${JSON.stringify(value, null, 2)}\n`, how)) throw new UsageError(`"${file}" cannot be written`);
}

function parsedAs<T>(schema: z.ZodType<T>, file: string, io: CliIo, what: string): T {
  const read = schema.safeParse(jsonOf(file, io));
  if (!read.success) throw new UsageError(`"${file}" is not ${what}`);
  return read.data;
}

/** The JSON of a file; undefined when it is none. Throws when there is no file. */
function jsonOf(file: string, io: CliIo): unknown {
  const text = io.read(file);
  if (text === null) throw new UsageError(`"${file}" cannot be read`);
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
