import { describe, expect, test } from 'vitest';
import { readEnvelope, type Trust } from '@/lib/channels/signed/envelope';
import { keyId } from '@/lib/channels/signed/keys';
import { verifyBytes, verifyRelease } from '@/lib/channels/signed/release';
import { followRoots } from '@/lib/channels/signed/root';
import { ANNA, BEN, CARLA, packText, releaseOf, rootOf, signedBy } from './support/signing';

const TEXT = packText(1);
const RELEASE = releaseOf(TEXT, 1);
const trust = (threshold: number, ...keys: { publicKey: string }[]): Trust => ({
  version: 0,
  keys: keys.map((key) => key.publicKey),
  threshold,
});
const good = await signedBy([ANNA], RELEASE);
const both = await signedBy([ANNA, BEN], RELEASE);
const root = await signedBy([ANNA], rootOf(2, [ANNA]), 'root');

const two = await signedBy([ANNA, BEN], rootOf(2, [BEN]), 'root');
const three = await signedBy([BEN, CARLA], rootOf(3, [CARLA]), 'root');
const onlyNew = await signedBy([BEN], rootOf(2, [BEN]), 'root');
const onlyOld = await signedBy([ANNA], rootOf(2, [BEN]), 'root');

describe('a signed release', () => {
  test.each([
    ['one of one', good, trust(1, ANNA), [ANNA]],
    ['two of two', both, trust(2, ANNA, BEN), [ANNA, BEN]],
    ['two of three', both, trust(2, ANNA, BEN, CARLA), [ANNA, BEN]],
    ['more than asked for', both, trust(1, ANNA), [ANNA]],
  ])('%s is taken, with whose signatures counted', async (_name, envelope, trusted, by) => {
    const read = await verifyRelease(envelope, trusted, 'acme');
    expect(read).toMatchObject({ ok: true, value: { signedBy: by.map((key) => key.publicKey) } });
  });

  const flipped = good.payload.replace('acme-1', 'acme-2');
  const twice = { ...good, signatures: [...good.signatures, ...good.signatures] };
  const renamed = { ...good, signatures: good.signatures.map((s) => ({ ...s, key: keyId(BEN.publicKey) })) };
  test.each([
    ['no signature', { ...good, signatures: [] }, trust(1, ANNA), 'unsigned', 'It is not signed.'],
    [
      'another key',
      good,
      trust(1, BEN),
      'tooFewSignatures',
      'It has 0 valid signatures by keys of this channel; 1 is required.',
    ],
    [
      'one of two',
      good,
      trust(2, ANNA, BEN),
      'tooFewSignatures',
      'It has 1 valid signature by keys of this channel; 2 are required.',
    ],
    ['one key twice', twice, trust(2, ANNA, BEN), 'tooFewSignatures', 'It has 1 valid signature'],
    ['one key twice in the list of trust', twice, trust(2, ANNA, ANNA), 'tooFewSignatures', 'It has 1 valid signature'],
    ['a signature under another name', renamed, trust(1, BEN), 'tooFewSignatures', 'does not fit its bytes'],
    [
      'one changed character',
      { ...good, payload: flipped },
      trust(1, ANNA),
      'tooFewSignatures',
      'does not fit its bytes',
    ],
    ['a signed root instead', root, trust(1, ANNA), 'unreadable', 'It is no release of a pack.'],
    [
      'a root that says it is a release',
      { ...root, type: 'release' as const },
      trust(1, ANNA),
      'unreadable',
      'It is no release',
    ],
  ])('T05: %s is refused', async (_name, envelope, trusted, code, message) => {
    const read = await verifyRelease(envelope, trusted, 'acme');
    expect(read).toMatchObject({ ok: false, refusal: { code, message: expect.stringContaining(message) as string } });
  });

  test('for another channel is refused', async () => {
    expect(await verifyRelease(good, trust(1, ANNA), 'other')).toMatchObject({
      ok: false,
      refusal: { code: 'otherChannel' },
    });
  });

  test('T05: a pack with one flipped byte is refused, and so is one with a byte-order mark', async () => {
    expect((await verifyBytes(TEXT, RELEASE)).ok).toBe(true);
    for (const text of [TEXT.replace('Acme', 'Acne'), `\uFEFF${TEXT}`, TEXT.trimEnd()])
      expect(await verifyBytes(text, RELEASE)).toMatchObject({ ok: false, refusal: { code: 'altered' } });
  });

  test.each([
    ['a newer form', { ...good, format: 2 }, 'newerFormat'],
    ['more than it may hold', { ...good, payload: 'x'.repeat(50_000) }, 'unreadable'],
    ['an unknown part', { ...good, also: 1 }, 'unreadable'],
    ['text', 'signed', 'unreadable'],
    ['nothing', null, 'unreadable'],
  ])('an envelope with %s is refused', (_name, json, code) => {
    expect(readEnvelope(json)).toMatchObject({ ok: false, refusal: { code } });
  });

  test('T09: an envelope with __proto__ pollutes nothing', () => {
    readEnvelope(JSON.parse('{"__proto__":{"polluted":1},"fairlead":"signed"}'));
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe('root documents', () => {
  test.each([
    ['the first key, one rotation', trust(1, ANNA), [two], 2, BEN],
    ['the first key, two rotations slept through', trust(1, ANNA), [two, three], 3, CARLA],
    ['the key of a later root, set by hand', trust(1, BEN), [two, three], 3, CARLA],
    ['the newest key, set by hand', trust(1, CARLA), [two, three], 3, CARLA],
    ['a root that is known already', { ...trust(1, BEN), version: 2 }, [two], 2, BEN],
  ])('T30: from %s', async (_name, trusted, roots, version, key) => {
    expect(await followRoots(trusted, roots, 'acme')).toEqual({
      ok: true,
      value: { version, keys: [key.publicKey], threshold: 1 },
    });
  });

  test.each([
    ['a root that leaves one out', { ...trust(1, ANNA), version: 1 }, [three], 'Root 2 is missing'],
    ['a root by its own key only', { ...trust(1, ANNA), version: 1 }, [onlyNew], 'not signed by the keys before it'],
    ['a root by the old key only', trust(1, ANNA), [onlyOld], 'not signed by its own keys'],
  ])('T30: %s is refused', async (_name, trusted, roots, message) => {
    const followed = await followRoots(trusted, roots, 'acme');
    expect(followed).toMatchObject({
      ok: false,
      refusal: { code: 'rotation', message: expect.stringContaining(message) as string },
    });
  });

  test('that ask for more signatures than they have keys are refused', async () => {
    const odd = await signedBy([ANNA], rootOf(2, [ANNA, ANNA], 2), 'root');
    expect(await followRoots(trust(1, ANNA), [odd], 'acme')).toMatchObject({
      ok: false,
      refusal: { code: 'unreadable' },
    });
  });
});
