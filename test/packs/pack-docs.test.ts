import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BUNDLED } from './load-bundled';
import { PURPOSES, renderPackDocs } from './render-pack-docs';

const PAGE = new URL('../../public/help/packs.md', import.meta.url);
const REFRESH = 'PACK_DOCS=write npx vitest run --config .config/vitest.config.ts test/packs/pack-docs.test.ts';

function page(): string {
  const text = renderPackDocs(BUNDLED);
  if (process.env['PACK_DOCS'] === 'write') writeFileSync(PAGE, text);
  return text;
}

describe('the page of the bundled packs', () => {
  it('says of every pack what it is for, and of no other', () => {
    expect(Object.keys(PURPOSES).toSorted()).toEqual(BUNDLED.map((pack) => pack.source.id).toSorted());
  });

  it('is current', () => {
    const text = page();
    expect(readFileSync(PAGE, 'utf8') === text, `public/help/packs.md is stale; to refresh it: ${REFRESH}`).toBe(true);
  });

  it('has a heading, every title and every reason of every pack', () => {
    const text = page();
    const wanted = BUNDLED.flatMap(({ source }) => [
      `## ${source.title}`,
      ...[
        ...source.stages.flatMap((stage) => [...stage.entry, ...stage.exit]),
        ...source.signals,
        ...source.steps,
      ].flatMap((rule) => [`**${rule.title}**`, rule.why]),
    ]);
    expect(wanted.filter((part) => !text.includes(part))).toEqual([]);
  });
});
