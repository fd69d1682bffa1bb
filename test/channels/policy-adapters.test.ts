import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backToBundled, installText } from '@/lib/channels/active-pack';
import { applyPolicy } from '@/lib/channels/policy/apply';
import { rulesOf } from '@/lib/cache/policy-cache';
import { ORCHARD } from '../crms/made-up/serve.mjs';
import { packText } from './support/signing';
import { log, newDisk, worldOn, type Disk } from './support/world';

const TENANT = 'orchard@https://deals.orchard.example';
const ORCHARD_TEXT = JSON.stringify(ORCHARD);
const withAdapters = (version: number, ...adapters: unknown[]): string => packText(version, { adapters });

let disk: Disk;
beforeEach(() => {
  disk = newDisk();
});
afterEach(() => disk.database.delete());

const inPlace = (): string[] => disk.installed.adapters.map(({ adapter, source }) => `${source} ${adapter.title}`);

describe('adapters by managed policy', () => {
  test('come and go with it, and each is in the audit log', async () => {
    const world = worldOn(disk);
    await applyPolicy(world, { adapters: [ORCHARD_TEXT] });
    expect(inPlace()).toEqual(['policy Orchard']);
    await applyPolicy(world, { adapters: [ORCHARD_TEXT] });
    await applyPolicy(world, { adapters: [], locked: ['writes'] });
    expect(inPlace()).toEqual([]);
    const lines = (await log(disk)).filter((line) => /^(?:policy|adapter)/.test(line));
    expect(lines).toEqual([
      'policy: The policy was changed: allowLoopbackHttp, adapters.',
      'adapter: The adapter “Orchard” was put in for https://deals.orchard.example/*; it works there once the browser allows it.',
      'policy: The policy was changed: adapters, locked.',
      'adapter: The adapter “Orchard” was taken out.',
    ]);
  });

  test('go when the policy is removed; one that is invalid leaves them', async () => {
    const world = worldOn(disk);
    await applyPolicy(world, { adapters: [ORCHARD_TEXT] });
    await applyPolicy(world, { adapters: 'orchard' });
    expect(inPlace()).toEqual(['policy Orchard']);
    await applyPolicy(world, {});
    expect(inPlace()).toEqual([]);
  });

  test('that cannot be used are named where, with what is wrong and what to do, in the log and beside the rules', async () => {
    const broken = JSON.stringify({ ...ORCHARD, route: { ...ORCHARD.route, hosts: ['https://*.co.uk/*'] } });
    await applyPolicy(worldOn(disk), { adapters: [broken] });
    expect(inPlace()).toEqual([]);
    const line = (await log(disk)).find((one) => one.startsWith('refused'));
    for (const part of ['Adapter 1', 'route.hosts', 'hosts of strangers', 'name the CRM’s own domain'])
      expect(line).toContain(part);
    expect(disk.news.standing[0]).toContain('An adapter from “managed policy” cannot be used');
    await applyPolicy(worldOn(disk), { adapters: [] });
    expect(disk.news.standing).toEqual([]);
  });

  test('drop the sign-ins of the adapter that they change', async () => {
    const row = { tenant: TENANT, kind: 'token', token: 'x', account: { way: 'key' }, connectedAt: 1, signedOut: null };
    await disk.database.table('connections').put(row);
    await disk.database.table('connections').put({ ...row, tenant: 'hubspot@https://app.hubspot.com' });
    await applyPolicy(worldOn(disk), { adapters: [ORCHARD_TEXT] });
    expect((await disk.database.connections.toArray()).map(({ tenant }) => tenant)).toEqual([
      'hubspot@https://app.hubspot.com',
    ]);
  });
});

describe('adapters in a pack', () => {
  test('come with it, change with it, and go with it', async () => {
    const world = worldOn(disk);
    expect(await installText(world, withAdapters(1, ORCHARD))).toMatchObject({ ok: true });
    expect(inPlace()).toEqual(['pack Orchard']);
    expect(disk.installed.adapters[0]?.from).toBe('Acme 1 (acme 1)');
    await installText(world, withAdapters(2, { ...ORCHARD, title: 'Orchard II' }));
    expect(inPlace()).toEqual(['pack Orchard II']);
    await installText(world, withAdapters(3));
    expect(inPlace()).toEqual([]);
    await installText(world, withAdapters(4, ORCHARD));
    await backToBundled(world);
    expect(inPlace()).toEqual([]);
  });

  test('that are wrong refuse the whole pack, with their place in it, and the pack before stays', async () => {
    const world = worldOn(disk);
    await installText(world, withAdapters(1, ORCHARD));
    const wrong = { ...ORCHARD, route: { ...ORCHARD.route, hots: [] } };
    expect(await installText(world, withAdapters(2, ORCHARD, wrong))).toMatchObject({
      ok: false,
      errors: [
        { pack: 'acme', path: 'adapters[1].route.hots', hint: 'did you mean `hosts`?' },
        { path: 'adapters[1]' },
      ],
    });
    expect(inPlace()).toEqual(['pack Orchard']);
    expect(disk.pack?.status.version).toBe(1);
  });

  test('are made up for by the next start when a worker was stopped after the switch', async () => {
    const stopped = worldOn(disk, { bringAdapters: () => Promise.reject(new Error('stopped')) });
    await expect(installText(stopped, withAdapters(1, ORCHARD))).rejects.toThrow('stopped');
    expect(inPlace()).toEqual([]);
    await applyPolicy(worldOn(disk), {});
    expect(inPlace()).toEqual(['pack Orchard']);
  });
});

describe('what every context obeys', () => {
  test.each([
    [
      'a policy',
      { policy: { locked: ['writes'], sessionCookie: true, allowedCrms: [] }, gone: false },
      ['writes'],
      [],
      true,
    ],
    ['a policy that is gone', { policy: { locked: ['writes'], sessionCookie: true }, gone: true }, [], null, false],
    ['none', { policy: null, gone: false }, [], null, false],
  ])('of %s', (_name, kept, locked, allowedCrms, sessionCookie) => {
    expect(rulesOf({ ...kept, problem: null })).toEqual({ locked, allowedCrms, sessionCookie, retentionDays: null });
  });

  test('the session cookie is off unless it is asked for', async () => {
    await applyPolicy(worldOn(disk), { locked: ['adapters'] });
    expect(disk.policy && rulesOf(disk.policy)).toMatchObject({ sessionCookie: false, locked: ['adapters'] });
  });
});
