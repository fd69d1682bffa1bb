import { describe, expect, test } from 'vitest';
import { checkAdapter, type CheckContext } from '@/lib/crm/import/check-file';
import { NOTHING_INSTALLED, withAdapter } from '@/lib/crm/installed';
import { ADAPTERS } from '@/lib/crm/registry';
import { ORCHARD } from '../../crms/made-up/serve.mjs';

const CONTEXT: CheckContext = {
  shipped: ADAPTERS,
  installed: NOTHING_INSTALLED,
  source: 'file',
};

type Edit = (document: typeof ORCHARD) => unknown;

/** The least of an API block, with one way. */
const api = (way: object = {}): object => ({
  envelope: 'rest',
  id: String.raw`\d+`,
  ways: [
    { id: 'own', title: 'Own', base: { kind: 'page' }, calls: 'page', auth: { kind: 'session' }, setup: false, ...way },
  ],
  record: { steps: [{ path: '/deals/{id}' }], select: [], id: 'no', fields: {} },
});

function check(edit: Edit, context: Partial<CheckContext> = {}): ReturnType<typeof checkAdapter> {
  return checkAdapter(JSON.stringify(edit(structuredClone(ORCHARD))), { ...CONTEXT, ...context });
}

function errorsOf(result: ReturnType<typeof checkAdapter>): string[] {
  if (result.ok) return [];
  return result.errors.map(({ path, message, hint }) => `${path}: ${message}${hint ? ` (${hint})` : ''}`);
}

describe('a sound file', () => {
  test('is taken, and says which origins it needs', () => {
    const result = check((document) => document);
    expect(errorsOf(result)).toEqual([]);
    expect(result).toMatchObject({ ok: true, takesOver: [], origins: ['https://deals.orchard.example/*'] });
  });

  test('of one’s own machine asks for that alone', () => {
    const result = check((document) => ({
      ...document,
      route: { ...document.route, hosts: [], devHosts: ['http://localhost/crm/*'] },
    }));
    expect(result).toMatchObject({ ok: true, origins: ['http://localhost/*'] });
  });
});

describe('a file that is not as it should be', () => {
  test('says everything that is wrong with its shape at once', () => {
    const { title: _title, ...rest } = ORCHARD;
    const result = check(() => ({
      ...rest,
      proof: 'fixtur',
      colour: 1,
      route: { ...ORCHARD.route, adapter: 'Orchard!', pages: [{ ...ORCHARD.route.pages[0], in: 'hsh' }] },
      read: { ...ORCHARD.read, ready: '[[', redy: 'x', fields: { ...ORCHARD.read.fields, closeDat: { at: [] } } },
    }));
    const errors = errorsOf(result);
    expect(errors).toContain('title: "title" is missing');
    expect(errors.some((error) => /^proof: .*did you mean `fixture`/.test(error))).toBe(true);
    expect(errors.some((error) => error.startsWith('colour: "colour" is not known here'))).toBe(true);
    expect(errors.some((error) => error.startsWith('route.adapter: '))).toBe(true);
    expect(errors.some((error) => /^route\.pages\[0\]\.in: .*did you mean `hash`/.test(error))).toBe(true);
    expect(errors).toContain('read.ready: this is no CSS selector');
    expect(errors).toContain('read.redy: "redy" is not known here (did you mean `ready`?)');
    expect(
      errors.some((error) => /closeDat\b.*did you mean `closeDate`/.test(error)),
      errors.join('\n'),
    ).toBe(true);
  });

  test.each<[string, Edit, RegExp]>([
    [
      'an expression that can hang the page',
      (d) => ({ ...d, route: { ...d.route, pages: [{ kind: 'record', in: 'path', pattern: '(?<id>(a+)+)$' }] } }),
      /^route\.pages\[0\]\.pattern: a repetition inside/,
    ],
    ['a selector that is none', (d) => ({ ...d, read: { ...d.read, ready: '[[' } }), /^read\.ready: .*no CSS selector/],
    [
      'a wrong step of a path of selectors',
      (d) => ({ ...d, read: { ...d.read, ready: 'main >>> [[' } }),
      /^read\.ready: .*no CSS selector/,
    ],
    [
      'hosts of strangers',
      (d) => ({ ...d, route: { ...d.route, hosts: ['https://*.co.uk/*'] } }),
      /^route\.hosts\[0\]: .*hosts of strangers/,
    ],
    [
      'plain http',
      (d) => ({ ...d, route: { ...d.route, hosts: ['http://crm.example.com/*'] } }),
      /^route\.hosts\[0\]: /,
    ],
    [
      'examples that its own patterns do not meet',
      (d) => ({ ...d, examples: [{ ...d.examples[0], id: '18' }, ...d.examples.slice(1)] }),
      /^examples\[0\]: .*“record 17”/,
    ],
    [
      'a selector for the form that is none',
      (d) => ({ ...d, write: { page: { ...d.write.page, dirty: '.edited:visible' } } }),
      /^write\.page\.dirty: .*no CSS selector/,
    ],
    [
      'one of several controls of a field that is none',
      (d) => {
        const amount = [
          { css: '[name=worth]', control: 'input' },
          { css: 'input', control: 'input', reveal: '#1' },
        ];
        return { ...d, write: { page: { ...d.write.page, fields: { amount } } } };
      },
      /^write\.page\.fields\.amount\[1\]\.reveal: .*no CSS selector/,
    ],
    [
      'a place for a token that is none',
      (d) => ({
        ...d,
        api: api({ auth: { kind: 'page', source: { from: 'element', css: 'meta[' }, header: 'x', value: 'y' } }),
      }),
      /^api\.ways\[0\]\.auth\.source\.css: .*no CSS selector/,
    ],
    [
      'an expression over answers that can hang the background',
      (d) => ({ ...d, api: { ...api(), errors: [{ kind: 'refused', where: [{ path: 'a', matches: '(a+)+$' }] }] } }),
      /^api\.errors\[0\]\.where\[0\]\.matches: a repetition inside/,
    ],
    [
      'an expression over hosts that can hang the background',
      (d) => ({ ...d, api: api({ except: '(x|xx)+$' }) }),
      /^api\.ways\[0\]\.except: a repetition inside/,
    ],
  ])('%s', (_name, edit, expected) => {
    expect(errorsOf(check(edit))).toEqual([expect.stringMatching(expected)]);
  });

  test.each([
    ['no JSON', '{ "adapter": ', 'not a JSON document'],
    ['too large', JSON.stringify({ adapter: 'x'.repeat(300_000) }), 'too large'],
    ['a prototype key', '{"adapter":1,"__proto__":{"polluted":true}}', '"__proto__" may not be a key'],
    ['a constructor key inside', '{"read":{"fields":{"constructor":{}}}}', '"constructor" may not be a key'],
    ['a thousand levels', `${'['.repeat(1_000)}${']'.repeat(1_000)}`, 'nested deeper'],
    ['a hundred thousand values', JSON.stringify(Array.from({ length: 100_000 }, () => 1)), 'more than 20000 values'],
    ['null', 'null', 'expected object'],
  ])('%s', (_name, text, expected) => {
    expect(errorsOf(checkAdapter(text, CONTEXT)).join('\n')).toContain(expected);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('what belongs to another adapter', () => {
  test('a shipped adapter’s name and pages are named, for an admin to confirm', () => {
    const result = check((d) => ({
      ...d,
      route: { ...d.route, adapter: 'salesforce', hosts: ['https://marmelab.com/*'] },
    }));
    expect(result).toMatchObject({
      ok: true,
      takesOver: [
        { what: 'id', name: 'salesforce', of: 'Salesforce Lightning' },
        { what: 'host', name: 'https://marmelab.com/*', of: 'Atomic CRM' },
      ],
    });
  });

  test.each(['pack', 'policy'] as const)('what a %s brought, a file does not replace', (source) => {
    const sound = check((d) => d);
    if (!sound.ok) throw new Error('the document is sound');
    const installed = withAdapter(NOTHING_INSTALLED, {
      adapter: sound.adapter,
      source,
      from: 'IT',
      at: 0,
      override: false,
    });
    expect(errorsOf(check((d) => d, { installed }))).toEqual([expect.stringMatching(/^route\.adapter: .* and stays$/)]);
    expect(check((d) => d, { installed, source: 'policy' }).ok).toBe(true);
  });
});
