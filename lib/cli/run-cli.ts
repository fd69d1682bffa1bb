import { givenTo } from './arguments';
import { UsageError } from './command';
import { COMMANDS } from './commands';
import { commandHelp, overview } from './help';
import type { CliIo, ExitCode } from './io';

/** Runs one call of `fairlead`; everything it reads and writes goes through `io`. */
export function runCli(argv: readonly string[], io: CliIo): ExitCode {
  const [group, name, ...rest] = argv;
  const asked = group === undefined || isHelp(group) || (group === 'pack' && (name === undefined || isHelp(name)));
  if (asked) {
    io.out(overview(COMMANDS));
    return argv.length === 0 || name === undefined ? (argv.some(isHelp) ? 0 : 2) : 0;
  }
  const command = group === 'pack' ? COMMANDS.find((c) => c.name === name) : undefined;
  if (command === undefined) {
    io.err(`There is no command "${argv.slice(0, 2).join(' ')}".\n\n${overview(COMMANDS)}`);
    return 2;
  }
  if (rest.some(isHelp)) {
    io.out(commandHelp(command));
    return 0;
  }
  return attempt(() => command.run(givenTo(command, rest), io), command.name, io);
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h' || word === 'help';
}

function attempt(run: () => ExitCode, name: string, io: CliIo): ExitCode {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.err(`fairlead pack ${name}: ${error.message}.\n"fairlead pack ${name} --help" says how it is used.\n`);
    return 2;
  }
}
