import { noteOnce } from '@/lib/store/audit';
import type { SourceRow } from '@/lib/store/rows-6';
import { sourceById } from '@/lib/store/sources';
import { admit, choiceFor, prolong } from './admit';
import { boundedGet, type Answer } from './bounded-get';
import { refreshNews } from './news';
import { keptPolicy } from './policy/kept';
import { nextCheck } from './rollout/schedule';
import { CHANNEL_BYTES, readChannelFile } from './signed/channel-file';
import { readEnvelope, type Trust } from './signed/envelope';
import { followRoots } from './signed/root';
import { verifyRelease, type SignedRelease } from './signed/release';
import { refused, taken, type Outcome, type Refusal } from './signed/refusal';
import { subscriptionUrl } from './subscription-url';
import type { World } from './world';

/** Asks one source for news and takes what is good. Whatever goes wrong, the pack in use stays. */
export async function checkSource(world: World, id: string): Promise<void> {
  const source = await sourceById(world.database, id);
  if (!source) return;
  const outcome = await look(world, source);
  if (outcome.ok) await noteGood(world, source, outcome.value);
  else await noteFailure(world, source, outcome.refusal);
}

/** How a check went: in words, and what is to be remembered of it. */
type Looked = { result: string; date: number | null; etag?: string | null };

async function look(world: World, source: SourceRow): Promise<Outcome<Looked>> {
  const url = subscriptionUrl(source.url, (await keptPolicy(world))?.allowLoopbackHttp === true);
  if (!url.ok) return url;
  const answer = await boundedGet(world.fetch, { url: url.value, etag: source.etag, limit: CHANNEL_BYTES });
  if (!answer.ok) return answer;
  const { date } = answer.value;
  if (answer.value.status === 304) return taken({ result: 'Nothing new.', date });
  return take(world, source, url.value, answer.value);
}

async function take(
  world: World,
  source: SourceRow,
  url: URL,
  { text, etag, date }: Extract<Answer, { status: 200 }>,
): Promise<Outcome<Looked>> {
  const file = readChannelFile(text);
  if (!file.ok) return file;
  if (file.value.channel !== source.channel)
    return refused('otherChannel', `The address has the channel "${file.value.channel}", not "${source.channel}".`);
  const trust = await followRoots(source.trust, file.value.roots, source.channel);
  if (!trust.ok) return trust;
  // New keys count from now on, whatever else the answer brings: what the old ones sign is refused.
  if (trust.value.version > source.trust.version)
    await world.database.sources.update(source.id, { trust: trust.value });
  const { signed, refusal } = await verified(file.value.releases, trust.value, source.channel);
  const outcome = await install(world, source, url, signed, trust.value);
  if (!outcome.ok) return outcome;
  // The tag is kept only of an answer in which everything was good: else the next check has to see it again.
  return refusal ? { ok: false, refusal } : taken({ result: outcome.value, date, etag });
}

/** The releases that enough trusted keys signed, and why the first other one is none of them. */
async function verified(
  releases: readonly unknown[],
  trust: Trust,
  channel: string,
): Promise<{ signed: SignedRelease[]; refusal: Refusal | null }> {
  const outcomes = await Promise.all(
    releases.map(async (json) => {
      const envelope = readEnvelope(json);
      return envelope.ok ? verifyRelease(envelope.value, trust, channel) : envelope;
    }),
  );
  const signed = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
  const wrong = outcomes.find((outcome) => !outcome.ok);
  return { signed, refusal: wrong?.ok === false ? wrong.refusal : null };
}

async function install(
  world: World,
  source: SourceRow,
  url: URL,
  releases: readonly SignedRelease[],
  trust: Trust,
): Promise<Outcome<string>> {
  const choice = await choiceFor(world, source, releases);
  switch (choice.kind) {
    case 'none':
      return taken('Nothing is offered to this computer yet.');
    case 'refused':
      return { ok: false, refusal: choice.refusal };
    case 'same':
      await prolong(world, source.id, choice.signed, trust);
      return taken('The newest version is installed.');
    case 'install': {
      const { pack } = choice.signed.release;
      const answer = await boundedGet(world.fetch, { url: new URL(pack.file, url), etag: null, limit: pack.size });
      if (!answer.ok) return answer;
      if (answer.value.status !== 200) return refused('transport', 'The pack’s file did not come.');
      const admitted = await admit(world, source.id, { signed: choice.signed, text: answer.value.text, trust });
      return admitted.ok ? taken(`Version ${pack.version} was installed.`) : admitted;
    }
  }
}

async function noteGood(world: World, source: SourceRow, { result, date, etag }: Looked): Promise<void> {
  const now = world.now();
  await world.database.sources.update(source.id, {
    ...(etag === undefined ? {} : { etag }),
    checkedAt: now,
    goodAt: now,
    result,
    refused: null,
    failures: 0,
    dueAt: nextCheck(now, source.everyMinutes, 0, world.random()),
  });
  // A date that came over plain http could be anybody's.
  const told = date !== null && source.url.startsWith('https:');
  await refreshNews(world, told ? { date, clock: now } : undefined);
}

async function noteFailure(world: World, source: SourceRow, { code, message }: Refusal): Promise<void> {
  const now = world.now();
  const failures = source.failures + 1;
  await world.database.sources.update(source.id, {
    checkedAt: now,
    result: message,
    // A network that is down is no refusal, and no news to a rep: only its age is shown.
    refused: code === 'transport' ? source.refused : message,
    failures,
    dueAt: nextCheck(now, source.everyMinutes, failures, world.random()),
  });
  await noteOnce(world.database, { at: now, kind: 'refused', source: source.name, pack: '', version: null, message });
  await refreshNews(world);
}
