import { RULES_200 } from './rules-200';

process.stdout.write(JSON.stringify(RULES_200));
