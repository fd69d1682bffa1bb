import { mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

const bundle = mergeConfig(base, {});
bundle.test = { ...bundle.test, include: ['test/bundle/**/*.test.ts'], exclude: ['**/node_modules/**'] };

/** The checks of what was built; they read `.output` and need a build first. */
export default bundle;
