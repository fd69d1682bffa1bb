import { canonicalJson } from '@/lib/domain/canonical';
import { UsageError, type Command } from '../command';
import { readPackFile } from '../pack-file';
import { printProblems, printJson, problemsJson } from '../report/print';

export const bundle: Command = {
  name: 'bundle',
  summary: 'Writes a pack as the canonical JSON that the extension takes',
  takes: '<file>',
  least: 1,
  most: 1,
  options: {
    out: { value: 'file', says: 'Write it there instead of to standard output' },
    compiled: { says: 'Write the compiled form, with what the pack extends' },
    json: { says: 'Print errors as JSON' },
  },
  examples: ['acme.fairlead.yaml --out acme.json', 'acme.fairlead.yaml --compiled'],
  run: (given, io) => {
    const read = readPackFile(given.files[0] ?? '', io);
    if (!read.ok) {
      if (given.on('json')) printJson({ ok: false, problems: problemsJson(read.problems) }, io);
      else printProblems(read.problems, io);
      return 1;
    }
    const { opened, pack } = read.packFile;
    const text = `${canonicalJson(given.on('compiled') ? pack : opened.value)}\n`;
    const file = given.value('out');
    if (file === undefined) io.out(text);
    else if (!io.write(file, text)) throw new UsageError(`"${file}" cannot be written`);
    else io.err(`Wrote ${file}: ${pack.id} version ${pack.version}, hash ${pack.hash}\n`);
    return 0;
  },
};
