import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { root } from '../../.dev/setup.mjs';

/** The page reader as one script, which leaves it on a page as `pageReader`. */
export async function buildPageReader() {
  const [built] = [
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      resolve: { alias: { '@': root.replace(/[/\\]$/, '') } },
      build: {
        write: false,
        minify: true,
        lib: {
          entry: fileURLToPath(new URL('page-reader-entry.ts', import.meta.url)),
          formats: ['iife'],
          name: 'pageReaderModule',
        },
      },
    }),
  ].flat();
  return built.output[0].code;
}
