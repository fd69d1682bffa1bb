import { existsSync } from 'node:fs';
import { run } from './progress.mjs';

const PLACES = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx'];

/** The path of nginx; Debian's package is installed when that is possible. Null when there is none. */
export async function ensureNginx() {
  const found = () => PLACES.find((place) => existsSync(place)) ?? null;
  if (found() || process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return found();
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('Fetching the list of Debian packages', 'apt-get', ['update', '-q'], { env });
  const install = ['install', '-y', '-q', '--no-install-recommends', 'nginx-light', 'openssl'];
  await run('Installing nginx from Debian', 'apt-get', install, { env });
  return found();
}
