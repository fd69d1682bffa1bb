import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const report = process.env['REPORT_FILE'];

const NOT_HERE = ['test/bundle/**', '**/node_modules/**'];

/** The tests that put something of their own in a module's place; what is loaded beside them must not see it. */
const standIns = globSync('test/**/*.test.{ts,tsx}', { cwd: root, exclude: NOT_HERE }).filter((file) =>
  /\bvi\.(?:mock|stubGlobal)\(/.test(readFileSync(join(root, file), 'utf8')),
);

// What waits is done in milliseconds; a machine whose processors are taken away for a while is not a failure.
const TIME = { testTimeout: 60_000, hookTimeout: 60_000 };

/** What the checks of what was built have in common with these. */
export const BASE = {
  root,
  resolve: { alias: { '@': root } },
  test: {
    ...TIME,
    reporters: report ? ['default', ['json', { outputFile: report }] as ['json', object]] : ['default'],
  },
};

export default defineConfig({
  ...BASE,
  test: {
    ...BASE.test,
    projects: [
      // Loading the same modules for each file anew takes longer than most of the tests.
      {
        extends: true,
        test: {
          name: 'shared',
          isolate: false,
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...NOT_HERE, ...standIns],
        },
      },
      { extends: true, test: { name: 'apart', include: standIns } },
    ],
  },
});
