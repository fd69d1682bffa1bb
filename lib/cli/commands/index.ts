import type { Command } from '../command';
import { bundle } from './bundle';
import { diff } from './diff';
import { explain } from './explain';
import { format } from './format';
import { lint } from './lint';
import { schema } from './schema';
import { test } from './test';

/** Every command of `fairlead pack`, one line each; a test holds this list and the folder against each other. */
export const COMMANDS: readonly Command[] = [lint, test, format, schema, explain, diff, bundle];
