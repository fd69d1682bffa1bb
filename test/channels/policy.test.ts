import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ADAPTERS } from '@/lib/crm/registry';
import { LOCKABLE, RETENTION_DAYS } from '@/lib/domain/policy-rules';
import { policySchema, readPolicy } from '@/lib/channels/policy/policy';
import { z } from '@/lib/domain/zod';

type Shape = {
  type?: string;
  properties?: Record<string, Shape>;
  items?: Shape;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
};

const browserSchema = JSON.parse(
  readFileSync(new URL('../../public/managed-schema.json', import.meta.url), 'utf8'),
) as Shape;
const ours = z.toJSONSchema(policySchema, { io: 'input' }) as unknown as Shape;
const KEY = `ed25519:${'A'.repeat(43)}`;
const subscription = { name: 'Acme', channel: 'acme', url: 'https://rules.example.com/channel.json', keys: [KEY] };

/** The names and types of a schema, as lines. */
function lines({ type, properties, items }: Shape, path = ''): string[] {
  return [
    `${path}: ${type}`,
    ...Object.entries(properties ?? {}).flatMap(([name, shape]) => lines(shape, `${path}.${name}`)),
    ...(items ? lines(items, `${path}[]`) : []),
  ];
}

test('the browser’s schema and ours have the same settings', () => {
  // A union of numbers is, to the browser, a number of an enumeration.
  const known = lines(ours).map((line) => line.replace('ring: undefined', 'ring: integer'));
  expect(lines(browserSchema).toSorted()).toEqual(known.toSorted());
});

test('the features that can be locked are the same in both', () => {
  const enumOf = (shape: Shape): unknown[] | undefined => shape.properties?.['locked']?.items?.enum;
  expect(enumOf(browserSchema)).toEqual(enumOf(ours));
});

describe('the guide to the policy', () => {
  const guide = readFileSync(new URL('../../public/help/policy.md', import.meta.url), 'utf8');
  const whole = JSON.parse(/^```json\n([\s\S]*?)^```$/m.exec(guide)?.[1] ?? '') as {
    '3rdparty': { extensions: Record<string, object> };
  };
  const rows = [...guide.matchAll(/^\| `(\w+)`/gm)].map(([, name = '']) => name);

  test('has a policy that the extension takes', () => {
    expect(readPolicy(whole['3rdparty'].extensions['EXTENSION_ID'])).toMatchObject({ state: 'good' });
  });

  test('says what each setting and each lock does', () => {
    expect(rows.toSorted()).toEqual([...Object.keys(ours.properties ?? {}), ...LOCKABLE].toSorted());
  });

  test('names the id of every shipped CRM', () => {
    for (const { route } of ADAPTERS) expect(guide).toContain(`\`${route.adapter}\``);
  });

  test('says for how long things are kept without a policy', () => {
    expect(guide).toContain(`${RETENTION_DAYS.toLocaleString('en')} days`);
  });
});

describe('a policy', () => {
  test.each<[string, unknown, string]>([
    ['that is not set', {}, 'none'],
    ['that is no object', null, 'none'],
    ['with one subscription', { subscriptions: [subscription] }, 'good'],
    ['with locks only', { locked: ['writes'] }, 'good'],
    ['with an unknown setting', { subscription: [] }, 'invalid'],
    ['with a key that is none', { subscriptions: [{ ...subscription, keys: ['abc'] }] }, 'invalid'],
    ['without keys', { subscriptions: [{ ...subscription, keys: [] }] }, 'invalid'],
    [
      'that asks for two signatures of one key',
      { subscriptions: [{ ...subscription, keys: [KEY, KEY], threshold: 2 }] },
      'invalid',
    ],
    ['with a ring that there is not', { subscriptions: [{ ...subscription, ring: 50 }] }, 'invalid'],
    ['that asks every second', { subscriptions: [{ ...subscription, everyMinutes: 0 }] }, 'invalid'],
    ['with __proto__', JSON.parse('{"__proto__":{"locked":[]},"subscriptions":[]}'), 'invalid'],
  ])('%s is %s', (_name, json, state) => {
    expect(readPolicy(json).state).toBe(state);
  });
});
