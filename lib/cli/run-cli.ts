import { givenTo } from './arguments';
import { UsageError, type Command } from './command';
import { COMMANDS } from './commands';
import { commandHelp, overview } from './help';
import type { CliIo, ExitCode } from './io';
import { PAST_COMMANDS } from './past/commands';

/** Runs one call of `fairlead`; everything it reads and writes goes through `io`. */
export function runCli(argv: readonly string[], io: CliIo): ExitCode | Promise<ExitCode> {
  const [group, name, ...rest] = argv;
  const asked = group === undefined || isHelp(group) || (group === 'pack' && (name === undefined || isHelp(name)));
  if (asked) {
    io.out(overview(COMMANDS, PAST_COMMANDS));
    return argv.length === 0 || name === undefined ? (argv.some(isHelp) ? 0 : 2) : 0;
  }
  const past = PAST_COMMANDS.find((c) => c.name === group);
  if (past !== undefined) return runCommand(past, past.name, argv.slice(1), io);
  const command = group === 'pack' ? COMMANDS.find((c) => c.name === name) : undefined;
  if (command !== undefined) return runCommand(command, `pack ${command.name}`, rest, io);
  io.err(`There is no command "${argv.slice(0, 2).join(' ')}".\n\n${overview(COMMANDS, PAST_COMMANDS)}`);
  return 2;
}

function runCommand(
  command: Command,
  called: string,
  argv: readonly string[],
  io: CliIo,
): ExitCode | Promise<ExitCode> {
  if (argv.some(isHelp)) {
    io.out(commandHelp(command, called));
    return 0;
  }
  return attempt(() => command.run(givenTo(command, argv), io), called, io);
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h' || word === 'help';
}

function attempt(run: () => ExitCode | Promise<ExitCode>, called: string, io: CliIo): ExitCode | Promise<ExitCode> {
  const failed = (error: unknown): ExitCode => {
    if (!(error instanceof UsageError)) throw error;
    io.err(`fairlead ${called}: ${error.message}.\n"fairlead ${called} --help" says how it is used.\n`);
    return 2;
  };
  try {
    const ran = run();
    return ran instanceof Promise ? ran.catch(failed) : ran;
  } catch (error) {
    return failed(error);
  }
}
