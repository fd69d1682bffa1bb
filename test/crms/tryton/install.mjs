// Tryton comes from Debian's packages alone. Where they cannot be had, its tests are skipped with one line.
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../../../.dev/progress.mjs';

const PACKAGES = ['tryton-server', 'tryton-modules-sale', 'tryton-modules-sale-opportunity', 'tryton-sao'];
const LIBRARY = '/usr/lib/python3/dist-packages/trytond';
/** Debian's own Python: its packages are not for another one that may come first on the path. */
export const PYTHON = '/usr/bin/python3';
export const CLIENT = '/usr/share/tryton-sao/www';

/** Why Tryton cannot be used here, or null when it can. */
export function trytonMissing() {
  const needed = [PYTHON, CLIENT, join(LIBRARY, 'modules/sale_opportunity')];
  const absent = needed.find((path) => !existsSync(path)) ?? (onPath('trytond-admin') ? null : 'trytond-admin');
  if (absent) return `Tryton is not installed (no ${absent}); on Debian: apt-get install ${PACKAGES.join(' ')}`;
  return trytonVersion().startsWith('6.')
    ? null
    : `Tryton ${trytonVersion()} is installed, and the tests know Tryton 6`;
}

/** The version of the installed server. */
export function trytonVersion() {
  const source = readFileSync(join(LIBRARY, '__init__.py'), 'utf8');
  return /__version__ = ["']([\d.]+)/.exec(source)?.[1] ?? '';
}

/** Installs the packages as root on Debian. Returns why Tryton cannot be used, or null when it can. */
export async function ensureTryton() {
  const missing = trytonMissing();
  if (!missing || process.platform !== 'linux' || process.getuid?.() !== 0 || !onPath('apt-get')) return missing;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '-q', '--no-install-recommends', ...PACKAGES];
  await run('Fetching the list of Debian packages', 'apt-get', ['update', '-q'], { env });
  await run('Installing Tryton from Debian (about a minute, first time only)', 'apt-get', install, { env });
  return trytonMissing();
}

function onPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false; // not in this folder
    }
  });
}
