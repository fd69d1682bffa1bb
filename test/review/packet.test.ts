import { describe, expect, test } from 'vitest';
import { asHtml } from '@/components/review/packet/as-html';
import { asCsv, asMarkdown } from '@/components/review/packet/as-text';
import type { Packet } from '@/components/review/packet/packet';

const HOSTILE = `=cmd|' /C calc'!A0<script>alert(1)</script>"><img src=x onerror=1>&[x](javascript:1)`;

const CELLS = {
  owner: null,
  stage: 'Proposal',
  amount: 12.5,
  currency: 'EUR',
  closeDate: '2026-12-01',
  risk: -4,
  category: '+1',
  call: '-x',
  callDate: '@y',
  note: `${HOSTILE}\nsecond "line"`,
  promises: '',
  reasons: '\t=1+1',
};
const HEADINGS = Object.fromEntries(['name', ...Object.keys(CELLS)].map((key) => [key, `H ${key}`]));

const PACKET: Packet = {
  title: `Review ${HOSTILE}`,
  lang: 'en"><script>',
  dir: 'ltr',
  about: [HOSTILE],
  deals: [
    {
      name: HOSTILE,
      cells: CELLS,
      facts: [HOSTILE],
      parts: [{ title: HOSTILE, lines: [`1. ${HOSTILE}`, '- b\n# c'] }],
    },
  ],
  headings: HEADINGS as Packet['headings'],
  end: HOSTILE,
};

describe('the packet as HTML', () => {
  const html = asHtml(PACKET);
  test('no text of anybody becomes markup', () => {
    expect(html).not.toMatch(/<script|<img|onerror=1>(?!&)/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&gt;&lt;img src=x onerror=1&gt;&amp;[x]');
    expect(html).toContain('<html lang="en&quot;&gt;&lt;script&gt;" dir="ltr">');
    // The tags are those of the form itself, whatever the texts.
    const tags = new Set([...html.matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag]) => tag));
    expect([...tags].toSorted((a = '', b = '') => (a < b ? -1 : 1))).toEqual(
      'a article bdi body footer h1 h2 h3 head header html li main meta nav ol p style title ul'.split(' '),
    );
  });
  test('it asks for nothing outside of itself, and forbids what would', () => {
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(html).not.toMatch(/\ssrc="|\shref="(?!#)|url\(|@import/);
  });
  test('each deal can be reached from the top', () => {
    expect(html).toContain('<a href="#deal-0">');
    expect(html).toContain('<article id="deal-0" aria-labelledby="name-0">');
  });
});

describe('the packet for spreadsheets', () => {
  const [mark, ...rest] = asCsv(PACKET);
  const text = rest.join('');
  test('begins with the mark of UTF-8, and has one row a deal', () => {
    expect(mark).toBe('\uFEFF');
    expect(text.split('\r\n')).toHaveLength(3);
    expect(text).toMatch(/^"H name","H owner","H stage"/);
  });
  test.each([
    ['a formula is made text', `"'=cmd|' /C calc'!A0`],
    ['so is what begins with a plus', `"'+1"`],
    ['a minus', `"'-x"`],
    ['an at', `"'@y"`],
    ['a space before it', `"' =1+1"`],
    ['a number stays one, below zero too', `,-4,`],
    ['an amount is a number', `,12.5,"EUR",`],
    ['what is not known is empty', `,,"Proposal"`],
    ['quotes are doubled, and lines joined', `second ""line""`],
  ])('%s', (_name, expected) => {
    expect(text).toContain(expected);
  });
});

test('the packet as Markdown has no markup but its own', () => {
  const text = asMarkdown(PACKET);
  expect(text).not.toMatch(/(?<!\\)<|(?<!\\)\]\(/);
  expect(text).toContain('- 1\\. =cmd');
  expect(text).toContain('- \\- b \\# c');
  expect(text.split('\n').filter((line) => line.startsWith('## '))).toHaveLength(1);
});
