import { note } from '@/lib/store/audit';
import { allSources } from '@/lib/store/sources';
import { admit, choiceFor } from './admit';
import type { InstallResult } from './install';
import { settle } from './settle';
import { firstIssue } from './signed/envelope';
import { readRelease, signedPackSchema, verifyRelease } from './signed/release';
import { refused, taken, type Outcome } from './signed/refusal';
import type { World } from './world';

/** Whether a document claims to be a signed pack; it is checked by `installSigned`. */
export function looksSigned(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'fairlead' in json && json.fairlead === 'signed';
}

/**
 * Takes a signed pack from a file as if its subscription had brought it: by the same keys, with the same memory of versions.
 * Without a subscription to its channel nobody's signature means anything here.
 */
export async function installSigned(world: World, json: unknown): Promise<InstallResult> {
  const outcome = await attempt(world, json);
  if (outcome.ok) return outcome.value;
  const { message } = outcome.refusal;
  await note(world.database, { at: world.now(), kind: 'refused', source: 'file', pack: '', version: null, message });
  return { ok: false, errors: [{ pack: '', path: '', message }] };
}

async function attempt(world: World, json: unknown): Promise<Outcome<InstallResult>> {
  const read = signedPackSchema.safeParse(json);
  if (!read.success) return refused('unreadable', `It is no signed pack: ${firstIssue(read.error)}.`);
  const { pack, ...envelope } = read.data;
  const release = readRelease(envelope);
  if (!release.ok) return release;
  const { channel } = release.value;
  const source = (await allSources(world.database)).find((one) => one.channel === channel && !one.orphan);
  if (!source)
    return refused(
      'otherChannel',
      `It is signed for the channel "${channel}", to which this browser has no subscription.`,
    );
  const signed = await verifyRelease(envelope, source.trust, channel);
  if (!signed.ok) return signed;
  const choice = await choiceFor(world, source, [signed.value]);
  if (choice.kind === 'refused') return { ok: false, refusal: choice.refusal };
  if (choice.kind === 'same') return taken(await world.exclusively(() => settle(world)));
  if (choice.kind === 'none' && source.avoided.includes(signed.value.release.pack.version))
    return refused('overruled', 'This version took itself back on this computer: a correction needs a higher one.');
  // Whoever puts a file in by hand wants it whatever the ring.
  return admit(world, source.id, { signed: signed.value, text: pack, trust: source.trust });
}
