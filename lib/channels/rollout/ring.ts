import { sha256Of } from '../signed/bytes';
import type { Release } from '../signed/release';

/** One install, as far as a release may ask: what it is called, and where it stands among all. */
export type Install = {
  /** 0 up to 100: the share from which on it belongs */
  position: number;
  names: readonly string[];
};

/** Where an install stands in a channel, 0 up to 100; the same for ever, and nothing about its user. */
export function ringPosition(installId: string, channel: string): number {
  return (Number.parseInt(sha256Of(`${channel} ${installId}`).slice(0, 8), 16) / 0x1_0000_0000) * 100;
}

/** What the admin page shows of an install for an allow list; the id itself cannot be told from it. */
export function installCode(installId: string): string {
  return sha256Of(`code ${installId}`).slice(0, 12);
}

/** Whether a release is for this install: by the allow list, else by its ring. */
export function isFor({ allow, share }: Release, { position, names }: Install): boolean {
  return allow.some((name) => names.includes(name)) || position < share;
}
