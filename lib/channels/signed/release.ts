import { z } from '@/lib/domain/zod';
import { bytesOf, digestOf } from './bytes';
import { enoughSigned, envelopeSchema, firstIssue, SIGNED_LIMITS, type Envelope, type Trust } from './envelope';
import { refused, taken, type Outcome } from './refusal';

const day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
const ratio = z.number().min(0).max(1);

/** When a version takes itself back on a computer; what is absent has the extension's own limit. */
export const guardrailSchema = z.strictObject({
  /** assessments before anything is judged */
  least: z.int().min(5).max(10_000).exactOptional(),
  /** share of assessments in which a rule broke */
  errorRate: ratio.exactOptional(),
  /** how much larger the share of blocked deals may be than under the version before */
  blockRate: ratio.exactOptional(),
  /** disputes for each assessed deal */
  disputeRate: ratio.exactOptional(),
  /** ms that 95 of 100 assessments may take */
  evaluationMs: z.number().min(1).max(10_000).exactOptional(),
});

/** What the signers say of one version of a pack: its exact bytes, for whom, and until when it counts as up to date. */
export const releaseSchema = z.strictObject({
  type: z.literal('release'),
  channel: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/),
  pack: z.strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/),
    version: z.int().min(1).max(1_000_000_000),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    /** bytes */
    size: z
      .int()
      .min(2)
      .max(SIGNED_LIMITS.pack * 3),
    /** name of the file beside the channel's */
    file: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,120}\.json$/),
  }),
  issuedAt: z.iso.datetime(),
  /** last day, in UTC */
  expires: day,
  /** percent of installs, by their ring */
  share: z.int().min(0).max(100),
  /** install codes and groups that get it whatever their ring */
  allow: z.array(z.string().min(1).max(64)).max(500),
  guardrails: guardrailSchema.exactOptional(),
});

export type Release = z.infer<typeof releaseSchema>;

/** A release with its envelope and whose signatures were found good. */
export type SignedRelease = { release: Release; envelope: Envelope; signedBy: readonly string[] };

/** A file that brings a release and its pack together, for mail and memory sticks. */
export const signedPackSchema = z.strictObject({
  ...envelopeSchema.shape,
  type: z.literal('release'),
  pack: z.string().max(SIGNED_LIMITS.pack),
});

/** What an envelope says of a release, whoever signed it. */
export function readRelease({ type, payload }: Envelope): Outcome<Release> {
  if (type !== 'release') return refused('unreadable', 'It is no release of a pack.');
  let json: unknown;
  try {
    json = JSON.parse(payload);
  } catch {
    return refused('unreadable', 'It is no release of a pack: its text is not JSON.');
  }
  const read = releaseSchema.safeParse(json);
  return read.success
    ? taken(read.data)
    : refused('unreadable', `It is no release of a pack: ${firstIssue(read.error)}.`);
}

/** A release of this channel that enough trusted keys signed. Its expiry is judged where it is installed. */
export async function verifyRelease(
  envelope: Envelope,
  trust: Trust,
  channel: string,
): Promise<Outcome<SignedRelease>> {
  const release = readRelease(envelope);
  if (!release.ok) return release;
  if (release.value.channel !== channel)
    return refused(
      'otherChannel',
      `It is signed for the channel "${release.value.channel}", and this one is "${channel}".`,
    );
  const signed = await enoughSigned(envelope, trust);
  if (!signed.ok) return signed;
  return taken({ release: release.value, envelope, signedBy: signed.value });
}

/** Whether a pack's text is, byte for byte, the one that was signed. */
export async function verifyBytes(text: string, { pack }: Release): Promise<Outcome<string>> {
  const bytes = bytesOf(text);
  if (bytes.length !== pack.size || (await digestOf(bytes)) !== pack.sha256)
    return refused('altered', 'The pack’s bytes are not those that were signed.');
  return taken(text);
}

/** The moment after which a release is out of date, ms: the end of its last day in UTC. */
export function expiryOf(expires: string): number {
  return Date.parse(`${expires}T00:00:00Z`) + 86_400_000;
}
