import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './progress.mjs';
import { fail } from './setup.mjs';

// Google's branded Chrome no longer loads unpacked extensions from the command line, so it is not looked for.
const NAMES = ['chromium', 'chromium-browser'];
const APPS = ['/Applications/Chromium.app/Contents/MacOS/Chromium'];

/** The path of a Chromium: CHROMIUM_PATH, else on the path, else Debian's package is installed when that is possible. */
export async function ensureChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return existsSync(named) ? named : fail(`CHROMIUM_PATH names ${named}, and there is no such file.`);
  const found = findChromium();
  if (found) return found;
  if (process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get')) {
    await installFromDebian();
    const installed = findChromium();
    if (installed) return installed;
  }
  return fail(
    'Chromium was not found. Install it (Debian/Ubuntu: apt-get install chromium; macOS: brew install chromium) or set CHROMIUM_PATH.',
  );
}

function findChromium() {
  return NAMES.map(onPath).find(Boolean) ?? APPS.find((app) => existsSync(app));
}

function onPath(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // not in this folder
    }
  }
  return undefined;
}

async function installFromDebian() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('Fetching the list of Debian packages', 'apt-get', ['update', '-q'], { env });
  await run(
    'Installing Chromium from Debian',
    'apt-get',
    ['install', '-y', '-q', '--no-install-recommends', 'chromium'],
    { env },
  );
}
