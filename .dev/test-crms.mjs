/** Installs and builds the CRMs that the end-to-end tests run on, so that no test waits for it. */
import { ensureBuilt } from '../test/crms/atomic/build.mjs';
import { buildLightning } from '../test/crms/lightning/serve.mjs';
import { ensureTryton } from '../test/crms/tryton/install.mjs';
import { prepareDatabase } from '../test/crms/tryton/prepare.mjs';
import { say } from './progress.mjs';

const tryton = ensureTryton().then((missing) =>
  missing ? say(`  ${missing}. Its tests are skipped.`) : prepareDatabase(),
);
await ensureBuilt(say);
await buildLightning({ log: say });
await tryton;
