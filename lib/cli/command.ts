import type { CliIo, ExitCode } from './io';

export type Option = {
  /** What stands behind it in the help; without, it is a switch. */
  value?: string;
  /** May be given several times. */
  many?: true;
  says: string;
};

export type Given = {
  files: readonly string[];
  on: (option: string) => boolean;
  value: (option: string) => string | undefined;
  values: (option: string) => readonly string[];
};

/** One command of the command line: what its help says, and what it does. */
export type Command = {
  name: string;
  summary: string;
  /** What stands behind the name: `<file…>`. */
  takes: string;
  /** How many names it takes. */
  least: number;
  most: number;
  options: Readonly<Record<string, Option>>;
  examples: readonly string[];
  /** A promise where keys are at work. */
  run: (given: Given, io: CliIo) => ExitCode | Promise<ExitCode>;
};

/** Thrown where a command cannot go on: wrong usage, or a file that cannot be read. */
export class UsageError extends Error {}
