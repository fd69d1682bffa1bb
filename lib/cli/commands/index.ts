import type { Command } from '../command';
import { backtest } from './backtest';
import { bundle } from './bundle';
import { diff } from './diff';
import { explain } from './explain';
import { format } from './format';
import { keygen } from './keygen';
import { lint } from './lint';
import { publish } from './publish';
import { rotate } from './rotate';
import { schema } from './schema';
import { sign } from './sign';
import { test } from './test';
import { verify } from './verify';

/** Every command of `fairlead pack`, one line each; a test holds this list and the folder against each other. */
export const COMMANDS: readonly Command[] = [
  lint,
  test,
  format,
  schema,
  explain,
  diff,
  backtest,
  bundle,
  keygen,
  sign,
  verify,
  publish,
  rotate,
];
