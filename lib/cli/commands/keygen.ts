import { newKey } from '@/lib/channels/signed/keys';
import { UsageError, type Command } from '../command';
import type { ExitCode } from '../io';
import { writeJson } from '../signing/files';

export const keygen: Command = {
  name: 'keygen',
  summary: 'Makes a pair of keys for signing packs',
  takes: '',
  least: 0,
  most: 0,
  options: { out: { value: 'file', says: 'Where the private key goes; a file that is there is not written over' } },
  examples: ['--out anna.key'],
  run: async (given, io): Promise<ExitCode> => {
    const file = given.value('out');
    if (file === undefined) throw new UsageError('it needs --out <file>');
    if (io.read(file) !== null) throw new UsageError(`"${file}" is there already`);
    const key = await newKey();
    writeJson(file, key, io, { secret: true });
    io.out(`${key.publicKey}\n`);
    io.err(`Wrote ${file}: keep it to yourself. The line above is the public key, for everybody.\n`);
    return 0;
  },
};
