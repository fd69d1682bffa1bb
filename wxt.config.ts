import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from 'wxt';
import { panelChunks } from './.config/chunks.ts';
import type { Route } from './lib/crm/adapter-schema.ts';
import { contentScripts, routeFile, routeScript } from './lib/crm/route-files.ts';
import { catalogFiles, messageTypes } from './lib/i18n/catalog-files.ts';

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
  // Messages are parsed while building: the parser itself (26 kB) stays out of the extension.
  vite: () => ({
    resolve: {
      alias: { '@formatjs/icu-messageformat-parser': '@formatjs/icu-messageformat-parser/no-parser.js' },
    },
    build: { rolldownOptions: { output: { codeSplitting: { groups: [panelChunks()] } } } },
  }),
  manifest: {
    // Texts of the manifest come from `public/_locales`, by the browser's own language.
    name: '__MSG_name__',
    description: '__MSG_description__',
    default_locale: 'en',
    minimum_chrome_version: '137',
    // `activeTab` tells the popup the address of the page it was opened over; nothing else is done with it.
    permissions: ['activeTab', 'alarms', 'identity', 'scripting', 'storage', 'unlimitedStorage'],
    host_permissions: hosts,
    // Asked for by a click: cookies in the admin page, where a managed policy turns the session-cookie way on; notifications
    // by the rep who wants to be told of deals while he is elsewhere.
    optional_permissions: ['cookies', 'notifications'],
    // Asked for one host at a time, by a click in the admin page, when a CRM is added.
    optional_host_permissions: addable,
    icons: { 16: 'icons/16.png', 32: 'icons/32.png', 48: 'icons/48.png', 128: 'icons/128.png' },
    options_ui: { page: 'admin.html', open_in_tab: true },
    action: { default_title: '__MSG_toolbarTitle__' },
    commands: {
      'toggle-panel': { suggested_key: { default: 'Alt+Shift+F' }, description: '__MSG_togglePanel__' },
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
    'prepare:types': (_wxt, entries) => {
      entries.push({ path: 'types/messages.d.ts', text: messageTypes(), tsReference: true });
    },
    'build:publicAssets': (_wxt, files) => {
      for (const route of routes) files.push({ relativeDest: routeFile(route.adapter), contents: routeScript(route) });
      for (const { path, contents } of catalogFiles()) files.push({ relativeDest: path, contents });
    },
    'build:manifestGenerated': (wxt, manifest) => {
      manifest.content_scripts = contentScripts(routes);
      if (wxt.config.browser !== 'firefox') return;
      // Without an id of its own Firefox gives a temporary add-on no storage. The oldest version that knows Ed25519.
      const none = { required: ['none'] };
      const gecko = { id: 'fairlead@fairlead.example', strict_min_version: '129.0', data_collection_permissions: none };
      manifest.browser_specific_settings = { gecko };
      // Firefox would open the sidebar when it is installed, and the panel be there instead of on the page.
      manifest.sidebar_action = { ...manifest.sidebar_action, open_at_install: false };
    },
  },
});
