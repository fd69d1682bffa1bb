import { z } from '@/lib/domain/zod';
import { keyId, signedBy, signText, type KeyFile } from './keys';
import { refused, taken, type Outcome } from './refusal';

/** The newest form of signed documents that this version reads. */
const FORMAT = 1;

export const SIGNED_LIMITS = {
  /** characters of what is signed */
  payload: 40_000,
  signatures: 32,
  keys: 16,
  /** characters of a pack */
  pack: 2_000_000,
} as const;

/** A signed text: the signatures are over exactly these characters in UTF-8, so nothing has to be written out anew to check them. */
export const envelopeSchema = z.strictObject({
  fairlead: z.literal('signed'),
  format: z.literal(FORMAT),
  type: z.enum(['release', 'root']),
  payload: z.string().max(SIGNED_LIMITS.payload),
  signatures: z
    .array(
      z.strictObject({
        key: z.string().regex(/^[0-9a-f]{16}$/),
        signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
      }),
    )
    .max(SIGNED_LIMITS.signatures),
});

export type Envelope = z.infer<typeof envelopeSchema>;

/** Whose signatures count, and how many different ones it takes. Version 0 is what was typed or set, before any root document. */
export type Trust = { version: number; keys: readonly string[]; threshold: number };

/** An envelope from anything that claims to be one. */
export function readEnvelope(json: unknown): Outcome<Envelope> {
  if (typeof json === 'object' && json !== null && 'format' in json && typeof json.format === 'number') {
    if (json.format > FORMAT) return refused('newerFormat', 'It is in a newer form and needs a newer extension.');
  }
  const read = envelopeSchema.safeParse(json);
  if (!read.success) return refused('unreadable', `It is no signed document: ${firstIssue(read.error)}.`);
  return taken(read.data);
}

/** Where a parse failed and why, in a few words. */
export function firstIssue({ issues: [issue] }: z.ZodError): string {
  const path = issue?.path.map(String).join('.') ?? '';
  return `${path === '' ? '' : `${path}: `}${issue?.message.toLowerCase() ?? 'it has another form'}`.slice(0, 200);
}

/** The keys among these that really signed, each once however often it did. */
export async function signers({ type, payload, signatures }: Envelope, keys: readonly string[]): Promise<string[]> {
  const text = signedText(type, payload);
  const checks = [...new Set(keys)].map(async (key) => {
    const own = signatures.filter((s) => s.key === keyId(key));
    const valid = await Promise.all(own.map(({ signature }) => signedBy(text, signature, key)));
    return valid.includes(true) ? [key] : [];
  });
  return (await Promise.all(checks)).flat();
}

/** Whether enough of the trusted keys signed; the refusal tells a missing signature from a wrong one. */
export async function enoughSigned(envelope: Envelope, trust: Trust): Promise<Outcome<string[]>> {
  if (envelope.signatures.length === 0) return refused('unsigned', 'It is not signed.');
  const found = await signers(envelope, trust.keys);
  if (found.length >= trust.threshold) return taken(found);
  const needed = `${trust.threshold} ${trust.threshold === 1 ? 'is' : 'are'} required`;
  const known = envelope.signatures.some(({ key }) => trust.keys.some((trusted) => keyId(trusted) === key));
  return refused(
    'tooFewSignatures',
    found.length === 0 && known
      ? `Its signature does not fit its bytes: it was changed after it was signed, or by a stranger (${needed}).`
      : `It has ${found.length} valid ${found.length === 1 ? 'signature' : 'signatures'} by keys of this channel; ${needed}.`,
  );
}

/** A text as an envelope that nobody has signed yet. */
export function unsigned(type: Envelope['type'], payload: string): Envelope {
  return { fairlead: 'signed', format: FORMAT, type, payload, signatures: [] };
}

/** The envelope with one more signature; a key that signed already does not sign twice. */
export async function withSignature(envelope: Envelope, key: KeyFile): Promise<Envelope> {
  const own = keyId(key.publicKey);
  const signature = await signText(signedText(envelope.type, envelope.payload), key);
  const others = envelope.signatures.filter((s) => s.key !== own);
  return { ...envelope, signatures: [...others, { key: own, signature }] };
}

/** The type is signed too, so that a signed text of one kind never passes for another. */
function signedText(type: Envelope['type'], payload: string): string {
  return `fairlead ${type} ${FORMAT}\n${payload}`;
}
