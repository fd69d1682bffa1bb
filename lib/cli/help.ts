import type { Command } from './command';

const WIDTH = 22;

/** The help of one command. */
export function commandHelp({ name, summary, takes, options, examples }: Command): string {
  const lines = Object.entries({ ...options, help: { says: 'Show this' } }).map(
    ([option, { value, says }]: [string, { value?: string; says: string }]) =>
      row(`--${option}${value === undefined ? '' : ` <${value}>`}`, says),
  );
  return [
    `${summary}\n`,
    `Usage: fairlead pack ${name} ${takes}`.trimEnd(),
    '\nOptions:',
    ...lines,
    '\nExamples:',
    ...examples.map((example) => `  fairlead pack ${name} ${example}`.trimEnd()),
    `\n${EXIT_CODES}\n`,
  ].join('\n');
}

/** The help of the whole. */
export function overview(commands: readonly Command[]): string {
  return [
    'Checks, tests and explains rule packs, with the same engine as the extension.\n',
    'Usage: fairlead pack <command> …\n',
    'Commands:',
    ...commands.map(({ name, summary }) => row(name, summary)),
    '\nA file is YAML or JSON; the id of a bundled pack does as well. "fairlead pack <command> --help" says more.',
    `\n${EXIT_CODES}\n`,
  ].join('\n');
}

const EXIT_CODES =
  'Exit codes: 0 all is well, 1 something was found or failed, 2 wrong usage or a file that cannot be read.';

function row(left: string, right: string): string {
  return `  ${left.padEnd(WIDTH)}  ${right}`;
}
