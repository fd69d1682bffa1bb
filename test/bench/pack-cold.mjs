export { packCold as run } from './rules-bench.mjs';
