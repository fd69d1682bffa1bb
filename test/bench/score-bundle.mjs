import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const folder = join(root, '.cache/bench/score');

let bundled;

/** The TypeScript of the score's figures, bundled once a run. */
export function scoreBench() {
  bundled ??= build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    resolve: { alias: { '@': root } },
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: join(root, 'test/bench/score.ts'),
      outDir: folder,
      target: 'node22',
      minify: false,
      rollupOptions: { output: { entryFileNames: 'score.mjs', format: 'es' } },
    },
  }).then(() => import(pathToFileURL(join(folder, 'score.mjs')).href));
  return bundled;
}
