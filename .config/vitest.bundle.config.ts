import { defineConfig } from 'vitest/config';
import { BASE } from './vitest.config.ts';

/** The checks of what was built; they read `.output` and need a build first. */
export default defineConfig({ ...BASE, test: { ...BASE.test, include: ['test/bundle/**/*.test.ts'] } });
