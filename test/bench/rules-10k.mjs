export { rules10k as run } from './rules-bench.mjs';
