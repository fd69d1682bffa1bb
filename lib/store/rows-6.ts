/** Whose signatures count; see `lib/channels/signed`, whose shape this is. */
type TrustRow = { version: number; keys: readonly string[]; threshold: number };

/** One subscription with what is known of it; `by` says who set it up. */
export type SourceRow = {
  /** `managed:` or `subscription:`, and its address */
  id: string;
  by: 'managed' | 'subscription';
  /** lowest first */
  order: number;
  name: string;
  channel: string;
  url: string;
  /** The keys that were set by hand; a change of them starts anew. */
  keys: readonly string[];
  threshold: number;
  ring: number | null;
  groups: readonly string[];
  everyMinutes: number;
  /** The policy that set it up is gone: what it brought stays until something else is chosen. */
  orphan: boolean;
  /** What root documents made of the keys. */
  trust: TrustRow;
  /** Of the last answer that was verified. */
  etag: string | null;
  /** The highest version ever installed from here. */
  highest: number;
  highestSha256: string;
  /** Versions that took themselves back. */
  avoided: readonly number[];
  checkedAt: number | null;
  /** The last time an answer was good. */
  goodAt: number | null;
  /** How the last check went, in a sentence. */
  result: string;
  /** Why the last thing that came was not taken, until something good comes. */
  refused: string | null;
  /** Why the highest version is not in use, until a higher one comes. */
  rolledBack: string | null;
  failures: number;
  dueAt: number;
};

/** A signed release with its pack's text, as they came. The last two of a source are kept. */
export type ReleaseRow = {
  source: string;
  version: number;
  id: string;
  sha256: string;
  text: string;
  /** JSON of the envelope */
  envelope: string;
  /** The keys it was verified by, for verifying it again. */
  trust: TrustRow;
  expires: string;
  installedAt: number;
};

/** What was counted while a pack was in use. */
export type PackHealthRow = {
  /** of the compiled pack */
  hash: string;
  assessments: number;
  broken: number;
  blocked: number;
  disputes: number;
  tookMs: readonly number[];
};

/** One line of the audit log. */
export type AuditRow = {
  key?: number;
  /** ms */
  at: number;
  kind:
    | 'installed'
    | 'refused'
    | 'switched'
    | 'rolledBack'
    | 'policy'
    | 'source'
    | 'repaired'
    | 'adapter'
    | 'retention';
  /** Where it came from, in words. */
  source: string;
  pack: string;
  version: number | null;
  message: string;
};
