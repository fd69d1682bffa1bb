import { expiryOf, type SignedRelease } from '../signed/release';
import type { Refusal } from '../signed/refusal';
import { isFor, type Install } from './ring';

/** What is installed from a source, and what was installed before. */
export type Installed = {
  version: number;
  sha256: string;
  /** The highest version that was ever installed from here, with its hash: it never goes down. */
  highest: number;
  highestSha256: string;
  /** Versions that took themselves back on this computer. */
  avoided: readonly number[];
};

export type Choice =
  | { kind: 'install'; signed: SignedRelease }
  /** It is the one in use; it may have been signed again with a later day. */
  | { kind: 'same'; signed: SignedRelease }
  | { kind: 'none' }
  | { kind: 'refused'; refusal: Refusal };

/** The release that this install should have: the highest that is for it. `at` is the later of clock and server date. */
export function chooseRelease(
  releases: readonly SignedRelease[],
  installed: Installed | null,
  install: Install,
  at: number,
): Choice {
  const mine = releases
    .filter(({ release }) => isFor(release, install))
    .filter(({ release }) => installed?.avoided.includes(release.pack.version) !== true)
    .toSorted(newestFirst);
  const [best] = mine;
  if (!best) return { kind: 'none' };
  const refusal = refusalOf(best, installed, at);
  if (refusal) return { kind: 'refused', refusal };
  return installed !== null && best.release.pack.version === installed.version
    ? { kind: 'same', signed: best }
    : { kind: 'install', signed: best };
}

/** Why a release may not be installed over what is there; null when it may. */
export function refusalOf({ release }: SignedRelease, installed: Installed | null, at: number): Refusal | null {
  const { version, sha256 } = release.pack;
  const known =
    installed && { [installed.highest]: installed.highestSha256, [installed.version]: installed.sha256 }[version];
  if (known && sha256 !== known)
    return {
      code: 'otherBytes',
      message: `Version ${version} is installed with other bytes: a change needs a new version.`,
    };
  // The highest one may come again: its copy here may have been damaged.
  if (installed && !known && version < installed.highest)
    return { code: 'older', message: `Version ${version} is older than installed (${installed.highest}).` };
  if (at >= expiryOf(release.expires))
    return { code: 'expired', message: `Version ${version} ran out on ${release.expires}.` };
  return null;
}

/** Of one version signed twice, the later one counts. */
function newestFirst({ release: a }: SignedRelease, { release: b }: SignedRelease): number {
  return b.pack.version - a.pack.version || Date.parse(b.issuedAt) - Date.parse(a.issuedAt);
}
