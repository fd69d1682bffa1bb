import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Folders whose texts a rep reads, in any language. */
const TRANSLATED = ['panel', 'queue', 'review', 'studio', 'ui', 'popup', 'side', 'welcome', 'sample', 'admin'].map(
  (folder) => `components/${folder}`,
);

/** Not to be translated. */
const NAMES = new Set(['Fairlead', 'Esc']);

const files = TRANSLATED.flatMap((folder) =>
  readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => `${folder}/${file}`),
);

/** Words between tags or in attributes that people read or hear, as the source has them. */
function literalsIn(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
  const found = [
    // On one line between two tags, or between a tag and an expression.
    ...code.matchAll(/[\w"'}/]>([^<>{}=;()]*\p{L}{2}[^<>{}=;()]*)[<{]/gu),
    // A line of its own.
    ...code.matchAll(/^\s+(\p{Lu}[\p{L}’“”,.:;!?… -]+)$/gmu),
    ...code.matchAll(/\b(?:aria-label|title|placeholder|alt|label|note)="([^"]+)"/g),
    ...code.matchAll(/\b(?:aria-label|title|placeholder|alt|label|note)=\{`([^`]*\p{L}{2}[^`]*)`\}/gu),
    // Choices of texts: `busy ? 'Saving…' : 'Save'`.
    ...code.matchAll(/[?:&]\s'(\p{Lu}\p{Ll}[^']*)'/gu),
  ];
  return found.map(([, text = '']) => text.trim()).filter((text) => text !== '' && !NAMES.has(text));
}

test.each(files)('%s says nothing in one language only', (file) => {
  expect(literalsIn(readFileSync(`${root}/${file}`, 'utf8'))).toEqual([]);
});

test.each(files)('%s leaves numbers and dates to the words', (file) => {
  expect(readFileSync(`${root}/${file}`, 'utf8')).not.toMatch(/toLocale\w*String|new Intl\.|\.join\(', '\)/);
});

const styles = TRANSLATED.flatMap((folder) =>
  readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.css'))
    .map((file) => `${folder}/${file}`),
);

test.each(styles)('%s knows begin and end, not left and right', (file) => {
  const physical =
    /(?:padding|margin|border|inset)-(?:left|right)|^\s*(?:left|right):|(?:text-align|float): (?:left|right)/m;
  const css = readFileSync(`${root}/${file}`, 'utf8');
  expect(css).not.toMatch(physical);
  // `padding: top right bottom left`, where the two sides differ.
  for (const [rule, , right, , left] of css.matchAll(/(?:padding|margin|inset):\s*(\S+) (\S+) (\S+) (\S+);/g))
    expect(right, rule).toBe(left);
});

describe('the check itself finds', () => {
  test.each([
    ['a text between tags', '<p>No gaps</p>'],
    ['a text before an expression', '<p>Move to {stage}</p>'],
    ['a text on a line of its own', '<button>\n          Move anyway\n        </button>'],
    ['a label for screen readers', '<div aria-label="Risk" />'],
    ['one made of pieces', '<div aria-label={`Risk ${risk}`} />'],
    ['a choice of texts', "<b>{busy ? 'Saving…' : t('x.y')}</b>"],
  ])('%s', (_name, source) => expect(literalsIn(source)).not.toEqual([]));

  test.each([
    ['a message', "<p title={t('panel.a')}>{t('panel.b', { c })}</p>"],
    ['a type', 'const f = (a: Map<string, Foo>): Promise<Bar> => a;'],
    ['a class', '<p className="small muted" role="note">{text}</p>'],
    ['a comment', '/** Says <b>Hello</b>. */'],
  ])('nothing in %s', (_name, source) => expect(literalsIn(source)).toEqual([]));
});
