import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: fileURLToPath(new URL('../test/e2e', import.meta.url)),
  outputDir: fileURLToPath(new URL('../.cache/e2e', import.meta.url)),
  globalSetup: fileURLToPath(new URL('../test/e2e/support/global-setup.ts', import.meta.url)),
  // One browser at a time: the tests measure, and two cores are all there may be.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: process.env['REPORT_FILE'] ? [['list'], ['json']] : [['list']],
});
