import type { SignedRelease } from '@/lib/channels/signed/release';

/**
 * The releases of a channel once more are published: the newest that is for everybody, and those above it that are still being
 * rolled out. Or why they cannot be: versions only grow, and one version has one content.
 */
export function nextReleases(
  known: readonly SignedRelease[],
  added: readonly SignedRelease[],
): SignedRelease[] | string {
  const latest = new Map<number, SignedRelease>();
  const highest = Math.max(0, ...known.map(versionOf));
  for (const one of [...known, ...added]) {
    const version = versionOf(one);
    const same = latest.get(version);
    if (same && same.release.pack.sha256 !== one.release.pack.sha256)
      return `Version ${version} is published with other bytes: a change needs a new version.`;
    if (!same && added.includes(one) && version < highest)
      return `Version ${version} is older than published (${highest}): going back needs a new, higher version.`;
    if (!same || Date.parse(one.release.issuedAt) >= Date.parse(same.release.issuedAt)) latest.set(version, one);
  }
  const all = [...latest.values()].toSorted((a, b) => versionOf(b) - versionOf(a));
  const whole = all.findIndex(({ release }) => release.share === 100);
  return whole < 0 ? all : all.slice(0, whole + 1);
}

function versionOf({ release }: SignedRelease): number {
  return release.pack.version;
}
