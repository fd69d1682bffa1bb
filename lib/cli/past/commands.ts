import type { Command } from '../command';
import { forecast } from './forecast';
import { exportLayout } from '../insight/export';
import { insight } from '../insight/insight';
import { score } from './score';

/** The commands for past deals, one line each. */
export const PAST_COMMANDS: readonly Command[] = [score, forecast, insight, exportLayout];
