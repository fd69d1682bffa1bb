import { describe, expect, test } from 'vitest';
import { isSelector } from '@/lib/crm/selector';
import { NO_SELECTORS, SELECTORS } from '../support/selectors.mjs';

describe('a selector of an adapter, where there is no DOM to ask', () => {
  test.each(SELECTORS.map((css) => [css]))('%s is one', (css) => {
    expect(isSelector(css)).toBe(true);
  });

  test.each(NO_SELECTORS.map((css) => [css]))('%s is none', (css) => {
    expect(isSelector(css)).toBe(false);
  });

  test.each([
    ['a step of a path that is none', 'main >>> [[', false],
    ['a path with an empty step', 'main >>> ', false],
    ['a path', 'main >>> [data-f="a"] >>> b', true],
    ['a place for a value, quoted or as a name', '[data-id="{id}"] #row-{id} .{crm}', true],
  ])('%s', (_what, css, is) => {
    expect(isSelector(css)).toBe(is);
  });
});
