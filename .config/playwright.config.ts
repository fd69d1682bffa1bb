import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: fileURLToPath(new URL('../test/e2e', import.meta.url)),
  outputDir: fileURLToPath(new URL('../.cache/e2e', import.meta.url)),
  globalSetup: fileURLToPath(new URL('../test/e2e/support/global-setup.ts', import.meta.url)),
  // Each test mostly waits for a CRM; what measures is the bench, which runs alone.
  workers: 2,
  // A browser beside another may miss a deadline of its own. What passes only on the second try is counted as flaky.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: process.env['REPORT_FILE'] ? [['list'], ['json']] : [['list']],
});
