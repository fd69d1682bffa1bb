import { parseArgs } from 'node:util';
import { UsageError, type Command, type Given } from './command';

/** Reads what stands behind a command; throws a UsageError on what it does not take. */
export function givenTo(command: Command, argv: readonly string[]): Given {
  const { values, positionals } = parsed(command, argv);
  if (positionals.length < command.least) throw new UsageError(`it needs ${command.takes}`);
  if (positionals.length > command.most) throw new UsageError(`"${positionals[command.most] ?? ''}" is one too many`);
  const texts = (option: string): string[] => {
    const v = values[option];
    return (Array.isArray(v) ? v : [v]).filter((one) => typeof one === 'string');
  };
  return {
    files: positionals,
    on: (option) => values[option] === true,
    value: (option) => texts(option)[0],
    values: texts,
  };
}

function parsed(command: Command, argv: readonly string[]): ReturnType<typeof parseArgs> {
  const options = Object.entries(command.options).map(
    ([name, { value, many }]) =>
      [
        name,
        { type: value === undefined ? ('boolean' as const) : ('string' as const), multiple: many === true },
      ] as const,
  );
  try {
    return parseArgs({ args: [...argv], options: Object.fromEntries(options), allowPositionals: true });
  } catch (error) {
    // Node's message names the option; what follows its first sentence is about quoting.
    throw new UsageError(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error));
  }
}
