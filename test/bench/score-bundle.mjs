import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

const bundled = new Map();

/** The TypeScript of the score's figures, bundled once a run. */
export const scoreBench = () => bundle('score');

/** The same of learning from 10,000 deals. */
export const refitBench = () => bundle('refit-10k');

/** The same of the insight page's metrics. */
export const insightBench = () => bundle('insight');

function bundle(name) {
  const folder = join(root, '.cache/bench', name);
  const made =
    bundled.get(name) ??
    build({
      root,
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      resolve: { alias: { '@': root } },
      ssr: { noExternal: true, target: 'node' },
      build: {
        ssr: join(root, `test/bench/${name}.ts`),
        outDir: folder,
        target: 'node22',
        minify: false,
        rollupOptions: { output: { entryFileNames: `${name}.mjs`, format: 'es' } },
      },
    }).then(() => import(pathToFileURL(join(folder, `${name}.mjs`)).href));
  bundled.set(name, made);
  return made;
}
