import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from 'wxt';
import type { Route } from './lib/crm/adapter-schema.ts';
import { contentScripts, routeFile, routeScript } from './lib/crm/route-files.ts';

/** The hosts of every shipped adapter: the only pages the extension ever works on. */
const adapters = new URL('./lib/crm/adapters/', import.meta.url);
const routes: readonly Route[] = readdirSync(adapters)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(new URL(file, adapters), 'utf8')).route);
const hosts = routes.flatMap((route) => route.hosts);

/** Where an admin may add a CRM: any https address, and one's own machine. */
const addable = ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*'];

export default defineConfig({
  imports: false,
  outDir: process.env['FAIRLEAD_OUT'] ?? '.output',
  modules: ['@wxt-dev/module-react'],
  manifest: {
    name: 'Fairlead',
    description:
      'Stage criteria, gaps, next steps and an honest deal risk, on the CRM’s own opportunity page. Data stays in your browser.',
    minimum_chrome_version: '137',
    permissions: ['alarms', 'identity', 'scripting', 'storage', 'unlimitedStorage'],
    host_permissions: hosts,
    // Asked for one host at a time, by a click in the admin page, when a CRM is added.
    optional_host_permissions: addable,
    icons: { 16: 'icons/16.png', 32: 'icons/32.png', 48: 'icons/48.png', 128: 'icons/128.png' },
    options_ui: { page: 'admin.html', open_in_tab: true },
    action: { default_title: 'Fairlead: open or fold the panel' },
    commands: {
      'toggle-panel': { suggested_key: { default: 'Alt+Shift+F' }, description: 'Open or fold the panel' },
    },
    // A CRM may be added at any address, and the manifest is fixed: what keeps strangers out is the changing address,
    // which only our own script is told, and the token that the panel must show to it.
    web_accessible_resources: [{ resources: ['panel.html'], matches: addable, use_dynamic_url: true }],
    content_security_policy: {
      // The background calls CRMs, and they may be anywhere; the pages call nobody, as each says in a policy of its own.
      extension_pages:
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self' https: http://localhost:* http://127.0.0.1:*; font-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
    },
    storage: { managed_schema: 'managed-schema.json' },
    externally_connectable: { ids: [] },
  },
  hooks: {
    'build:publicAssets': (_wxt, files) => {
      for (const route of routes) files.push({ relativeDest: routeFile(route.adapter), contents: routeScript(route) });
    },
    'build:manifestGenerated': (_wxt, manifest) => {
      manifest.content_scripts = contentScripts(routes);
    },
  },
});
