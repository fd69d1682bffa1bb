import { LOCKABLE } from '@/lib/domain/policy-rules';
import { z } from '@/lib/domain/zod';
import { firstIssue, SIGNED_LIMITS } from '../signed/envelope';
import { publicKeySchema } from '../signed/keys';

const name = z.string().min(1).max(64);

const subscription = z.strictObject({
  name,
  channel: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/),
  url: z.string().max(2_000),
  keys: z.array(publicKeySchema).min(1).max(SIGNED_LIMITS.keys),
  threshold: z.int().min(1).max(SIGNED_LIMITS.keys).default(1),
  /** The share of a rollout from which on this computer takes part, instead of its random place. */
  ring: z.union([z.literal(5), z.literal(25), z.literal(100)]).exactOptional(),
  groups: z.array(name).max(50).default([]),
  everyMinutes: z.int().min(15).max(1_440).default(60),
});

/** What `storage.managed` may hold; `public/managed-schema.json` says the same to the browser. */
export const policySchema = z.strictObject({
  subscriptions: z.array(subscription).max(8).default([]),
  allowLoopbackHttp: z.boolean().default(false),
  adapters: z.array(z.string().max(200_000)).max(20).default([]),
  allowedCrms: z.array(name).max(50).exactOptional(),
  locked: z.array(z.enum(LOCKABLE)).max(LOCKABLE.length).default([]),
  retentionDays: z.int().min(1).max(3_650).exactOptional(),
  /** Off unless it is asked for: the vendors do not document this way. */
  sessionCookie: z.boolean().default(false),
});

export type Policy = z.infer<typeof policySchema>;

/** What the browser's policy says: nothing, something good, or something that cannot be used. */
export type PolicyReading =
  | { state: 'none' }
  | { state: 'good'; policy: Policy }
  | { state: 'invalid'; problem: string };

/** Reads what `storage.managed` gave. An empty object is no policy: browsers give it when none is set. */
export function readPolicy(json: unknown): PolicyReading {
  if (typeof json !== 'object' || json === null || Object.keys(json).length === 0) return { state: 'none' };
  const read = policySchema.safeParse(json);
  if (!read.success) return { state: 'invalid', problem: firstIssue(read.error) };
  const short = read.data.subscriptions.find((s) => new Set(s.keys).size < s.threshold);
  if (short) return { state: 'invalid', problem: `${short.name}: it asks for more signatures than it has keys` };
  return { state: 'good', policy: read.data };
}
