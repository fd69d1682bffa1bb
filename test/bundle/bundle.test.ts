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

const manifest = JSON.parse(readFileSync(join(built, 'manifest.json'), 'utf8')) as Record<string, unknown>;
const scripts = filesBelow(built)
  .filter((file) => file.endsWith('.js'))
  .map((file) => ({ file, text: readFileSync(join(built, file), 'utf8') }));

describe('the manifest', () => {
  test('asks for these permissions and hosts, and no other', () => {
    expect(manifest['permissions']).toEqual(['scripting', 'storage', 'unlimitedStorage']);
    expect(manifest['host_permissions']).toEqual([
      'https://marmelab.com/atomic-crm-demo/*',
      'https://*.lightning.force.com/*',
    ]);
    expect(manifest['optional_permissions']).toBeUndefined();
  });

  test('runs the content script on the adapters’ hosts only, in the top frame only', () => {
    expect(manifest['content_scripts']).toEqual([
      { matches: manifest['host_permissions'], run_at: 'document_idle', js: ['content-scripts/overlay.js'] },
    ]);
  });

  test('lets pages load the panel only, under an address that changes', () => {
    expect(manifest['web_accessible_resources']).toEqual([
      {
        resources: ['panel.html'],
        matches: ['https://marmelab.com/*', 'https://*.lightning.force.com/*'],
        use_dynamic_url: true,
      },
    ]);
  });

  test('lets no page or other extension connect, and its pages load nothing from elsewhere', () => {
    expect(manifest['externally_connectable']).toEqual({ ids: [] });
    const policy = JSON.stringify(manifest['content_security_policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy.replace(/connect-src [^;]*/, '')).not.toMatch(/https?:|unsafe-eval|\*/);
    // The background calls the CRMs' own API hosts, each named in an adapter, and no other.
    const reached = /connect-src 'self' ([^;]*)/.exec(policy)?.[1]?.split(' ') ?? [];
    const known =
      /^https:\/\/(?:\*\.)?(?:[a-z]+\.)*(?:salesforce\.com|hubapi\.com|pipedrive\.com|zohoapis\.[a-z.]+|zoho\.[a-z.]+|twenty\.com|supabase\.co)$/;
    expect(reached.filter((host) => !known.test(host))).toEqual([]);
    expect(reached.length).toBeGreaterThan(0);
  });
});

describe('the always-on content script', () => {
  const overlay = readFileSync(join(built, 'content-scripts/overlay.js'));

  test('is at most 20 kB, 8 kB gzipped', () => {
    expect(overlay.length).toBeLessThanOrEqual(20_000);
    expect(gzipSync(overlay, { level: 9 }).length).toBeLessThanOrEqual(8_000);
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
  });

  test('is what the end-to-end tests run, but for the hosts of this machine', () => {
    const demo = makeDemoBuild();
    const { 'manifest.json': _ours, ...released } = hashes(built);
    const { 'manifest.json': _theirs, ...tested } = hashes(demo);
    expect(tested).toEqual(released);
    const hosts = JSON.parse(readFileSync(join(demo, 'manifest.json'), 'utf8')) as { host_permissions: string[] };
    expect(hosts.host_permissions.filter((host) => !(manifest['host_permissions'] as string[]).includes(host))).toEqual(
      ['http://localhost/*'],
    );
  });
});
