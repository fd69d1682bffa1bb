import { packJsonSchema } from '@/lib/rules/schema';
import { UsageError, type Command } from '../command';

export const schema: Command = {
  name: 'schema',
  summary: 'Prints the JSON Schema of packs, for editors',
  takes: '',
  least: 0,
  most: 0,
  options: { out: { value: 'file', says: 'Write it there' } },
  examples: ['', '--out pack.schema.json'],
  run: (given, io) => {
    const text = `${JSON.stringify(packJsonSchema(), null, 2)}\n`;
    const file = given.value('out');
    if (file === undefined) io.out(text);
    else if (!io.write(file, text)) throw new UsageError(`"${file}" cannot be written`);
    else io.err(`Wrote ${file}\n`);
    return 0;
  },
};
