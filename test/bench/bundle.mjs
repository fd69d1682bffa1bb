import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** Where the bundle of a bench is, and what belongs to it. */
export const folderOf = (name) => join(root, '.cache/bench', name);

/** A bundle that was made before, as a module. */
export const load = (name) => import(pathToFileURL(join(folderOf(name), `${name}.mjs`)).href);

const made = new Map();

/** The TypeScript of one bench (`test/bench/<name>.ts`) as a module, bundled once a run. */
export function bundle(name) {
  if (!made.has(name)) made.set(name, make(name));
  return made.get(name);
}

async function make(name) {
  const { build } = await import('vite');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    resolve: { alias: { '@': root } },
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: join(root, `test/bench/${name}.ts`),
      outDir: folderOf(name),
      target: 'node22',
      minify: false,
      rollupOptions: { output: { entryFileNames: `${name}.mjs`, format: 'es' } },
    },
  });
  return load(name);
}
