import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { report } from './report.mjs';
import { median, percentile, round } from './stats.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const folder = join(root, '.cache/bench/what-if');
const ROUNDS = 10;

/** Risk, gates and steps of an edited deal, recomputed as somebody types: 200 rules and a fitted model. */
export async function run() {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    resolve: { alias: { '@': root } },
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: join(root, 'test/bench/what-if.ts'),
      outDir: folder,
      target: 'node22',
      minify: false,
      rollupOptions: { output: { entryFileNames: 'what-if.mjs', format: 'es' } },
    },
  });
  const { whatIfSamples } = await import(pathToFileURL(join(folder, 'what-if.mjs')).href);
  const samples = whatIfSamples(ROUNDS);
  const detail = { samples: samples.length, p50: round(median(samples)) };
  report({ id: 'what-if', value: percentile(samples, 0.95), unit: 'ms', goal: '≤ 50 ms p95', limit: 50, detail });
}
