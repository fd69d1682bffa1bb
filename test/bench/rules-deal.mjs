export { rulesDeal as run } from './rules-bench.mjs';
