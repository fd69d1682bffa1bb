/** What the command line touches of the world, so that tests can run it in memory. */
export type CliIo = {
  /** The text of a file; null when it cannot be read. */
  read: (path: string) => string | null;
  /** The bytes of a file; null when it cannot be read. */
  bytes: (path: string) => Uint8Array | null;
  /** Whether there is a file, without reading it. */
  exists: (path: string) => boolean;
  /** Writes a file; false when it cannot. A secret one is new and its owner's alone; `folder` makes the folder it is in. */
  write: (path: string, text: string, how?: { secret?: boolean; folder?: boolean }) => boolean;
  /** The text of a pack that the extension ships; null when there is none of that id. */
  bundled: (id: string) => string | null;
  out: (text: string) => void;
  err: (text: string) => void;
  /** ms, for progress only. */
  now: () => number;
  /** ms since the epoch. */
  time: () => number;
  /** The user's calendar day. */
  today: string;
};

/** 0: all is well; 1: something was found or failed; 2: wrong usage, or a file that cannot be read. */
export type ExitCode = 0 | 1 | 2;
