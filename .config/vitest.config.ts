import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const report = process.env['REPORT_FILE'];

export default defineConfig({
  root,
  resolve: { alias: { '@': root } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // What waits is done in milliseconds; a machine whose processors are taken away for a while is not a failure.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    exclude: ['test/bundle/**', '**/node_modules/**'],
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
  },
});
