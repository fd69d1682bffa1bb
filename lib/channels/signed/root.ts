import { jsonOf } from '@/lib/domain/json-of';
import { z } from '@/lib/domain/zod';
import { enoughSigned, firstIssue, readEnvelope, SIGNED_LIMITS, type Envelope, type Trust } from './envelope';
import { publicKeySchema } from './keys';
import { refused, taken, type Outcome } from './refusal';

/** Who may sign for a channel from now on. */
export const rootSchema = z
  .strictObject({
    type: z.literal('root'),
    channel: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/),
    version: z.int().min(1).max(1_000_000),
    keys: z.array(publicKeySchema).min(1).max(SIGNED_LIMITS.keys),
    threshold: z.int().min(1).max(SIGNED_LIMITS.keys),
  })
  .refine((root) => new Set(root.keys).size >= root.threshold, {
    message: 'it asks for more signatures than it has keys',
  });

export type Root = z.infer<typeof rootSchema>;

/** The text of a root document, not yet signed. */
export function readRoot({ type, payload }: Envelope): Outcome<Root> {
  if (type !== 'root') return refused('unreadable', 'It is no root document.');
  const read = rootSchema.safeParse(jsonOf(payload));
  return read.success ? taken(read.data) : refused('unreadable', `It is no root document: ${firstIssue(read.error)}.`);
}

/**
 * Follows a channel's root documents from the keys trusted so far to the newest ones. Each must be signed by enough of the keys
 * before it and of its own, and no version may be left out; those that are known already are passed over.
 */
export async function followRoots(trust: Trust, roots: readonly unknown[], channel: string): Promise<Outcome<Trust>> {
  let trusted = trust;
  for (const json of roots) {
    const step = await followRoot(trusted, json, channel);
    if (!step.ok) return step;
    trusted = step.value;
  }
  return taken(trusted);
}

async function followRoot(trust: Trust, json: unknown, channel: string): Promise<Outcome<Trust>> {
  const envelope = readEnvelope(json);
  if (!envelope.ok) return envelope;
  const root = readRoot(envelope.value);
  if (!root.ok) return root;
  const next: Trust = { version: root.value.version, keys: root.value.keys, threshold: root.value.threshold };
  if (root.value.channel !== channel) return refused('otherChannel', `Its root document is of another channel.`);
  if (next.version <= trust.version) return taken(trust);
  // Keys that were set by hand and are those of a later root: that root is where this browser starts.
  if (trust.version === 0 && sameKeys(trust, next)) return taken(next);
  if (trust.version > 0 && next.version !== trust.version + 1)
    return refused(
      'rotation',
      `Root ${trust.version + 1} is missing: the keys cannot be followed to root ${next.version}.`,
    );
  const byOld = await enoughSigned(envelope.value, trust);
  // Roots before the one that was set by hand are signed by keys that this browser never knew.
  if (!byOld.ok && trust.version === 0) return taken(trust);
  if (!byOld.ok)
    return refused('rotation', `Root ${next.version} is not signed by the keys before it. ${byOld.refusal.message}`);
  const byNew = await enoughSigned(envelope.value, next);
  if (!byNew.ok)
    return refused('rotation', `Root ${next.version} is not signed by its own keys. ${byNew.refusal.message}`);
  return taken(next);
}

function sameKeys(a: Trust, b: Trust): boolean {
  const keys = new Set(a.keys);
  return a.threshold === b.threshold && keys.size === new Set(b.keys).size && b.keys.every((key) => keys.has(key));
}
