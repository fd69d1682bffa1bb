import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

const isNew = (resource) => (host) => !resource.matches.includes(host);

/**
 * Copies the built extension and lets it also work on the adapters' `devHosts` (a CRM on one's own machine).
 * Everything but the manifest's hosts is the released extension, byte for byte. Returns the folder.
 */
export function makeDemoBuild(build = 'chrome-mv3') {
  const [built, demo] = [join(root, '.output', build), join(root, '.output', `${build}-demo`)];
  rmSync(demo, { recursive: true, force: true });
  cpSync(built, demo, { recursive: true });
  const adapters = join(root, 'lib/crm/adapters');
  const routes = readdirSync(adapters)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(adapters, file), 'utf8')).route)
    .filter((route) => route.devHosts);
  const hosts = routes.flatMap((route) => route.devHosts);
  const manifest = JSON.parse(readFileSync(join(demo, 'manifest.json'), 'utf8'));
  (manifest.host_permissions ?? manifest.permissions).push(...hosts);
  const resources = manifest.web_accessible_resources.filter(({ matches }) => matches); // an older manifest names no hosts
  for (const resource of resources) resource.matches.push(...hosts.filter(isNew(resource)));
  for (const { adapter, devHosts } of routes) {
    const js = [`routes/${adapter}.js`, 'content-scripts/overlay.js'];
    manifest.content_scripts.push({ matches: devHosts, run_at: 'document_idle', js });
  }
  writeFileSync(join(demo, 'manifest.json'), JSON.stringify(manifest));
  return demo;
}
