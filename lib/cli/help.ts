import type { Command } from './command';

const WIDTH = 22;

/** The help of one command; `called` is how it is called, such as `pack lint`. */
export function commandHelp({ summary, takes, options, examples }: Command, called: string): string {
  const lines = Object.entries({ ...options, help: { says: 'Show this' } }).map(
    ([option, { value, says }]: [string, { value?: string; says: string }]) =>
      row(`--${option}${value === undefined ? '' : ` <${value}>`}`, says),
  );
  return [
    `${summary}\n`,
    `Usage: fairlead ${called} ${takes}`.trimEnd(),
    '\nOptions:',
    ...lines,
    '\nExamples:',
    ...examples.map((example) => `  fairlead ${called} ${example}`.trimEnd()),
    `\n${EXIT_CODES}\n`,
  ].join('\n');
}

/** The help of the whole: commands for packs, and those for past deals. */
export function overview(packs: readonly Command[], deals: readonly Command[]): string {
  return [
    'Checks, tests and explains rule packs, and tests the score on past deals, with the same engine as the extension.\n',
    'Usage: fairlead pack <command> …',
    '       fairlead <command> …\n',
    'Commands for rule packs:',
    ...packs.map(({ name, summary }) => row(`pack ${name}`, summary)),
    '\nCommands for past deals:',
    ...deals.map(({ name, summary }) => row(name, summary)),
    '\nA pack is a YAML or JSON file, or the id of a bundled one. "fairlead <command> --help" says more.',
    `\n${EXIT_CODES}\n`,
  ].join('\n');
}

const EXIT_CODES =
  'Exit codes: 0 all is well, 1 something was found or failed, 2 wrong usage or a file that cannot be read.';

function row(left: string, right: string): string {
  return `  ${left.padEnd(WIDTH)}  ${right}`;
}
