import { readChannelFile, type ChannelFile } from '@/lib/channels/signed/channel-file';
import { readEnvelope, type Trust } from '@/lib/channels/signed/envelope';
import { readRelease, verifyBytes, verifyRelease, type SignedRelease } from '@/lib/channels/signed/release';
import { followRoots, readRoot } from '@/lib/channels/signed/root';
import { UsageError, type Command, type Given } from '../command';
import type { CliIo } from '../io';
import { nextReleases } from '../signing/next-releases';
import { signedFile, trustOf, TRUST_OPTIONS, writeJson, type SignedFile } from '../signing/files';

export const publish: Command = {
  name: 'publish',
  summary: 'Writes the files of a channel, for any web server',
  takes: '<file…>',
  least: 1,
  most: 50,
  options: {
    to: { value: 'folder', says: 'The folder that the server shows; made when it is not there' },
    ...TRUST_OPTIONS,
  },
  examples: [
    'acme-1.signed.json --to site --public ed25519:…',
    'root-2.json acme-2.signed.json --to site --public ed25519:…',
  ],
  run: async (given, io) => {
    const folder = given.value('to');
    if (folder === undefined) throw new UsageError('it needs --to <folder>');
    const result = await published(given, folder.replace(/\/+$/, ''), io);
    if (typeof result === 'string') {
      io.err(`Nothing was published. ${result}\n`);
      return 1;
    }
    // The channel's file comes last: whoever asks in between gets the old state, whole.
    for (const step of result) step();
    return 0;
  },
};

/** What is to be written, in order, or why nothing is. */
async function published(given: Given, folder: string, io: CliIo): Promise<string | (() => void)[]> {
  const files = given.files.map((file) => {
    const signed = signedFile(file, io);
    if (!signed) throw new UsageError(`"${file}" is no signed pack or root: sign it first`);
    return signed;
  });
  const before = channelBefore(`${folder}/channel.json`, files, io);
  if (typeof before === 'string') return before;
  const roots = [...before.roots, ...files.filter(({ envelope }) => envelope.type === 'root').map((f) => f.envelope)];
  const given0 = trustOf(given);
  const trust = await followRoots(given0, roots, before.channel);
  if (!trust.ok) return trust.refusal.message;
  const unfollowed = await leftOut(roots, trust.value);
  if (unfollowed !== null) return unfollowed;
  const known = await stillGood(before, trust.value);
  const added = await verifiedFiles(files, trust.value, before.channel);
  if (typeof added === 'string') return added;
  const releases = nextReleases(
    known,
    added.map(({ signed }) => signed),
  );
  if (typeof releases === 'string') return releases;
  const dropped = before.releases.length - known.length;
  const channel: ChannelFile = { ...before, roots, releases: releases.map(({ envelope }) => envelope) };
  const packs = added.flatMap(({ signed: { release, envelope }, text }) => [
    () => write(`${folder}/${release.pack.file}`, text, io),
    () =>
      writeJson(`${folder}/${release.pack.id}-${release.pack.version}.release.json`, envelope, io, { folder: true }),
  ]);
  return [
    ...packs,
    () => writeJson(`${folder}/channel.json`, channel, io, { folder: true }),
    () => {
      for (const { release } of releases)
        io.out(
          `${release.pack.id} ${release.pack.version} for ${release.share} %, up to date until ${release.expires}\n`,
        );
      if (dropped > 0) io.out(`${dropped} left out: no longer signed by the keys that count\n`);
    },
  ];
}

/** The channel as it is published now, or an empty one. */
function channelBefore(file: string, files: readonly SignedFile[], io: CliIo): ChannelFile | string {
  const text = io.read(file);
  if (text !== null) {
    const read = readChannelFile(text);
    return read.ok ? read.value : `${file}: ${read.refusal.message}`;
  }
  const [first] = files;
  const about = first && (first.envelope.type === 'root' ? readRoot(first.envelope) : readRelease(first.envelope));
  if (!about?.ok) return about?.refusal.message ?? '';
  return { fairlead: 'channel', format: 1, channel: about.value.channel, roots: [], releases: [] };
}

/** A root that could not be followed would lock nobody out, and help nobody: it is an error here. */
async function leftOut(roots: readonly unknown[], trust: Trust): Promise<string | null> {
  const last = roots.length === 0 ? null : readEnvelope(roots.at(-1));
  const root = last?.ok === true ? readRoot(last.value) : null;
  if (root?.ok !== true || root.value.version === trust.version) return null;
  return `Root ${root.value.version} does not follow from the keys given: it needs the signatures of those before it, and its own.`;
}

/** The releases published before that the keys still vouch for. */
async function stillGood({ releases, channel }: ChannelFile, trust: Trust): Promise<SignedRelease[]> {
  const checked = await Promise.all(
    releases.map(async (json) => {
      const envelope = readEnvelope(json);
      const signed = envelope.ok ? await verifyRelease(envelope.value, trust, channel) : envelope;
      return signed.ok ? [signed.value] : [];
    }),
  );
  return checked.flat();
}

async function verifiedFiles(
  files: readonly SignedFile[],
  trust: Trust,
  channel: string,
): Promise<string | { signed: SignedRelease; text: string }[]> {
  const added: { signed: SignedRelease; text: string }[] = [];
  for (const { envelope, pack } of files.filter((file) => file.envelope.type === 'release')) {
    const signed = await verifyRelease(envelope, trust, channel);
    if (!signed.ok) return signed.refusal.message;
    const text = await verifyBytes(pack ?? '', signed.value.release);
    if (!text.ok) return text.refusal.message;
    added.push({ signed: signed.value, text: text.value });
  }
  return added;
}

function write(file: string, text: string, io: CliIo): void {
  if (!io.write(file, text, { folder: true })) throw new UsageError(`"${file}" cannot be written`);
}
