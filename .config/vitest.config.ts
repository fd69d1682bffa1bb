import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const report = process.env['REPORT_FILE'];

export default defineConfig({
  root,
  resolve: { alias: { '@': root } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/bundle/**', '**/node_modules/**'],
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
  },
});
