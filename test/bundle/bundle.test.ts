import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { makeDemoBuild } from '../../.dev/demo-build.mjs';
import { toolEnvironment } from '../../.dev/setup.mjs';
import type { Route } from '../../lib/crm/adapter-schema';

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = join(root, '.output/chrome-mv3');

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(folder, file)).isFile())
    .toSorted();
}

function hashes(folder: string): Record<string, string> {
  return Object.fromEntries(
    filesBelow(folder).map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex'),
    ]),
  );
}

/** Every host that the extension may ask for when it is installed. CRMs that firms run themselves are granted one by one. */
const HOSTS = [
  'https://marmelab.com/atomic-crm-demo/*',
  'https://*.crm.dynamics.com/*',
  ...[2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17, 19, 20, 21].map(
    (region) => `https://*.crm${region}.dynamics.com/*`,
  ),
  'https://*.crm.dynamics.cn/*',
  'https://*.crm.microsoftdynamics.us/*',
  ...['app', 'app-eu1', 'app-na2', 'app-na3', 'app-ap1'].map((host) => `https://${host}.hubspot.com/*`),
  'https://*.odoo.com/*',
  'https://*.pipedrive.com/*',
  'https://*.lightning.force.com/*',
  'https://*.lightning.force.com.mcas.ms/*',
  'https://*.lightning.force.mil/*',
  'https://*.lightning.crmforce.mil/*',
  'https://*.twenty.com/*',
  ...['com', 'eu', 'in', 'com.au', 'com.cn', 'jp'].map((domain) => `https://crm.zoho.${domain}/*`),
];

/** Where an admin may add a CRM; each host is asked for by itself. */
const ADDABLE = ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*'];

const manifest = JSON.parse(readFileSync(join(built, 'manifest.json'), 'utf8')) as Record<string, unknown>;
const scripts = filesBelow(built)
  .filter((file) => file.endsWith('.js'))
  .map((file) => ({ file, text: readFileSync(join(built, file), 'utf8') }));

describe('the manifest', () => {
  test('asks for these permissions and hosts, and no other', () => {
    expect(manifest['permissions']).toEqual([
      'activeTab',
      'alarms',
      'identity',
      'scripting',
      'storage',
      'unlimitedStorage',
      'sidePanel',
    ]);
    expect(manifest['host_permissions']).toEqual(HOSTS);
    expect(manifest['optional_permissions']).toEqual(['cookies', 'notifications']);
    expect(manifest['optional_host_permissions']).toEqual(ADDABLE);
    expect(manifest['storage']).toEqual({ managed_schema: 'managed-schema.json' });
  });

  test('runs the content script on the adapters’ hosts only, in the top frame only', () => {
    const contentScripts = manifest['content_scripts'] as { matches: string[]; run_at: string; js: string[] }[];
    expect(contentScripts.flatMap((script) => script.matches)).toEqual(HOSTS);
    for (const script of contentScripts) {
      const [route = '', ...rest] = script.js;
      expect(Object.keys(script).toSorted()).toEqual(['js', 'matches', 'run_at']);
      expect(route).toMatch(/^routes\/[a-z-]+\.js$/);
      expect(rest).toEqual(['content-scripts/overlay.js']);
    }
  });

  test('lets pages load the panel only, under an address that changes', () => {
    expect(manifest['web_accessible_resources']).toEqual([
      {
        resources: ['panel.html'],
        matches: ADDABLE,
        use_dynamic_url: true,
      },
    ]);
  });

  test('lets no page or other extension connect, and its pages load nothing from elsewhere', () => {
    expect(manifest['externally_connectable']).toEqual({ ids: [] });
    const policy = JSON.stringify(manifest['content_security_policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    // The background calls CRMs wherever they are, with the browser's permission for each; nothing else comes from elsewhere.
    expect(policy).toContain("connect-src 'self' https: http://localhost:* http://127.0.0.1:*;");
    expect(policy.replace(/connect-src [^;]*;/, '')).not.toMatch(/https?:|unsafe-eval|\*/);
  });

  test.each(['panel.html', 'sidepanel.html', 'popup.html', 'welcome.html', 'sample.html', 'admin.html', 'studio.html'])(
    '%s calls nobody: the background alone does',
    (page) => {
      const html = readFileSync(join(built, page), 'utf8');
      expect(html).toMatch(/http-equiv="Content-Security-Policy" content="connect-src 'self'"/);
    },
  );
});

describe('the always-on content script', () => {
  const overlay = readFileSync(join(built, 'content-scripts/overlay.js'));

  const routes = filesBelow(join(built, 'routes')).map((file) => ({
    file,
    script: readFileSync(join(built, 'routes', file)),
  }));

  test.each(routes)('with $file is at most 20 kB, 8 kB gzipped', ({ script }) => {
    expect(overlay.length + script.length).toBeLessThanOrEqual(20_000);
    const gzipped = [overlay, script].map((text) => gzipSync(text, { level: 9 }).length);
    expect(gzipped.reduce((total, bytes) => total + bytes, 0)).toBeLessThanOrEqual(8_000);
  });

  test.each(routes)('knows nothing of $file before a page of that CRM brings it', ({ file, script }) => {
    const { hosts, devHosts = [] } = JSON.parse(script.toString().replace(/^[^=]+=|;$/g, '')) as Route;
    const own = [
      file.replace('.js', ''),
      ...[...hosts, ...devHosts].map((host) => new URL(host.replace('*.', '')).host),
    ];
    expect(own.filter((name) => name !== 'localhost' && overlay.toString().includes(name))).toEqual([]);
  });

  test.each([
    ['React', /react\.(?:element|transitional)|useState/],
    ['Zod', /ZodError|invalid_type/],
    ['Dexie', /Dexie|indexedDB/],
    ['CEL', /no such overload|maxAstNodes/],
    ['message listeners on the page', /addEventListener\(["'`]message["'`]/],
  ])('holds no %s', (_name, pattern) => {
    expect(overlay.toString()).not.toMatch(pattern);
  });
});

describe('the panel’s first paint', () => {
  test('loads no accessible-widgets library: that comes once something is opened', () => {
    const first = staticScripts(readFileSync(join(built, 'panel.html'), 'utf8'));
    expect(first.length).toBeGreaterThan(1);
    expect(
      first.filter((file) => /react-aria|data-focus-visible/.test(readFileSync(join(built, file), 'utf8'))),
    ).toEqual([]);
    expect(scripts.filter(({ text }) => text.includes('data-focus-visible')).map(({ file }) => file)).toHaveLength(1);
  });
});

/** The scripts that a page loads before it runs: its own, and what those import without being asked. */
function staticScripts(html: string): string[] {
  const found = new Set([...html.matchAll(/(?:src|href)="\/(chunks\/[^"]+\.js)"/g)].map(([, file = '']) => file));
  for (const file of found) {
    const text = readFileSync(join(built, file), 'utf8');
    for (const [, next = ''] of text.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g))
      found.add(`chunks/${next}`);
  }
  return [...found];
}

describe('what is built', () => {
  test.each(scripts)('$file evaluates no text and loads no code from elsewhere', ({ text }) => {
    // A method that is called `eval` is not the global one.
    const sinks = /(?:^|[^.\w}])eval\(|new Function\(|importScripts\(|import\(["'`]https?:/g;
    expect([...text.matchAll(sinks)].map((found) => text.slice(found.index, found.index + 80))).toEqual([]);
  });

  test('is the same, byte for byte, when built again', () => {
    const again = mkdtempSync(join(tmpdir(), 'fairlead-again-'));
    try {
      execFileSync(join(root, 'node_modules/.bin/wxt'), ['build'], {
        cwd: root,
        env: { ...toolEnvironment(), FAIRLEAD_OUT: again },
        stdio: 'pipe',
      });
      expect(hashes(join(again, 'chrome-mv3'))).toEqual(hashes(built));
    } finally {
      rmSync(again, { recursive: true, force: true });
    }
  }, 120_000); // a whole build, which a busy machine takes its time for

  test('is what the end-to-end tests run, but for the hosts of this machine', () => {
    const demo = makeDemoBuild();
    const { 'manifest.json': _ours, ...released } = hashes(built);
    const { 'manifest.json': _theirs, ...tested } = hashes(demo);
    expect(tested).toEqual(released);
    const hosts = JSON.parse(readFileSync(join(demo, 'manifest.json'), 'utf8')) as { host_permissions: string[] };
    const added = hosts.host_permissions.filter((host) => !HOSTS.includes(host));
    expect(added.length).toBeGreaterThan(0);
    expect(added.filter((host) => !/^http:\/\/(?:[a-z]+\.)?localhost\/\*$/.test(host))).toEqual([]);
  });
});
