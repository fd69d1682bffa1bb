import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type Frame, type Page } from '@playwright/test';
import type Axe from 'axe-core';
import { boxFont } from './box-font';
import { AXE } from './fixtures';

const FOLDER = fileURLToPath(new URL('../views/', import.meta.url));

/** What of a view must not differ is written in one font of boxes, so that every machine lays it out alike. */
async function inBoxes(frame: Frame): Promise<void> {
  await frame.evaluate(async (base64) => {
    const face = new FontFace(
      'Boxes',
      Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)),
    );
    document.fonts.add(await face.load());
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '*, ::before, ::after, ::placeholder { font-family: Boxes !important; font-synthesis: none !important; font-weight: 400 !important; } * { caret-color: transparent !important; }',
    );
    document.adoptedStyleSheets.push(sheet);
    await document.fonts.ready;
  }, boxFont().toString('base64'));
}

/**
 * What a view looks like, in text: one line for each element that shows something, with its box as it lies in its parent's, and
 * its colours. Whoever changes a view sees in the difference what else moved.
 */
function lookOf(frame: Frame, part: string): Promise<string[]> {
  return frame.evaluate((wanted) => {
    const CONTROLS = 'button, input, select, textarea, summary, a, meter, progress, svg';
    const hex = (colour: string): string => {
      const [r = 0, g = 0, b = 0, a = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
      if (a === 0) return 'none';
      const two = (value: number): string => Math.round(value).toString(16).padStart(2, '0');
      return `#${two(r)}${two(g)}${two(b)}${a === 1 ? '' : `/${a}`}`;
    };
    const own = (element: Element): string =>
      [...element.childNodes]
        .flatMap((node) => (node.nodeType === Node.TEXT_NODE ? [node.textContent ?? ''] : []))
        .join(' ');
    const lines: string[] = [];
    const walk = (element: Element, depth: number, within: DOMRect): void => {
      if (!element.checkVisibility({ visibilityProperty: true })) return;
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const text = own(element).replaceAll(/\s+/g, ' ').trim().slice(0, 28);
      const ground = hex(style.backgroundColor);
      const border = style.borderTopWidth === '0px' ? '' : ` line ${hex(style.borderTopColor)}`;
      const tells = text !== '' || element.matches(CONTROLS) || ground !== 'none' || border !== '';
      const seen = tells && box.width > 1 && box.height > 1;
      if (seen) {
        const at = [box.x - within.x, box.y - within.y, box.width, box.height].map(Math.round);
        const name = [element.tagName.toLowerCase(), ...element.classList].slice(0, 2).join('.');
        const ink = text === '' ? '' : ` ink ${hex(style.color)} ${style.fontSize}`;
        const on = ground === 'none' ? '' : ` on ${ground}`;
        lines.push(
          `${'  '.repeat(depth)}${name} ${at.join(' ')}${text === '' ? '' : ` “${text}”`}${ink}${on}${border}`,
        );
      }
      if (element.matches('svg, select')) return;
      for (const child of element.children) walk(child, seen ? depth + 1 : depth, box);
    };
    const top = document.querySelector(wanted) ?? document.body;
    walk(top, 0, document.documentElement.getBoundingClientRect());
    return lines;
  }, part);
}

/** A pixel or two of another browser's native control is no difference. */
const TOLERANCE = 2;

/** The line as expected where its box differs by no more than the tolerance. */
function settled(line: string, expected: string | undefined): string {
  const [are, should] = [boxIn(line), boxIn(expected ?? '')];
  if (expected === undefined || are.rest !== should.rest) return line;
  return are.box.every((value, at) => Math.abs(value - (should.box[at] ?? 0)) <= TOLERANCE) ? expected : line;
}

/** The four numbers after an element's name, and all the rest of its line. */
function boxIn(line: string): { box: number[]; rest: string } {
  const [, before = '', box = '', after = ''] = /^( *\S+)((?: -?\d+){4})(.*)$/.exec(line) ?? [];
  return { box: box.trim().split(' ').map(Number), rest: `${before}${after}` };
}

/** One view that differs does not hide another. */
const softly = expect.configure({ soft: true, timeout: 5_000 });

/** Holds a view, light and dark, to what it looked like when somebody last looked at it. `UPDATE_VIEWS=1` takes it as it is now. */
export async function expectView(page: Page, name: string, part = 'body'): Promise<void> {
  const frame = page.mainFrame();
  if (process.env['SHOTS']) await shoot(page, `${process.env['SHOTS']}/${name}`);
  await inBoxes(frame);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const file = `${FOLDER}${name}-${colorScheme}.txt`;
    if (process.env['UPDATE_VIEWS'] === '1') {
      await page.waitForTimeout(500); // for what comes after the first paint
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(file, `${(await lookOf(frame, part)).join('\n')}\n`);
    }
    expect(existsSync(file), `${file}: run with UPDATE_VIEWS=1 once, and look at it`).toBe(true);
    const expected = readFileSync(file, 'utf8').trimEnd().split('\n');
    const look = async (): Promise<string> =>
      (await lookOf(frame, part)).map((line, at) => settled(line, expected[at])).join('\n');
    await softly.poll(look, { message: `${name}, ${colorScheme}` }).toBe(expected.join('\n'));
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
  await frame.evaluate(() => void document.adoptedStyleSheets.pop());
}

/** For whoever looks at a view: as it is, with the machine's own fonts. */
async function shoot(page: Page, file: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ fullPage: true, path: `${file}-${colorScheme}.png` });
  }
}

type Circumstance = {
  name: string;
  media?: Parameters<Page['emulateMedia']>[0];
  viewport?: { width: number; height: number };
  /** The rules of axe that the circumstance can touch; absent: all. */
  rules?: readonly string[];
};

/** The circumstances in which a view is to be sound; the last is a page of 640 px at 200 %. */
const CIRCUMSTANCES: readonly Circumstance[] = [
  { name: 'light' },
  { name: 'dark', media: { colorScheme: 'dark' }, rules: ['color-contrast', 'link-in-text-block'] },
  { name: 'forced colours', media: { forcedColors: 'active' }, rules: ['color-contrast', 'link-in-text-block'] },
  { name: 'reduced motion', media: { reducedMotion: 'reduce' }, rules: ['aria-hidden-focus', 'blink', 'marquee'] },
  {
    name: '200 %',
    viewport: { width: 320, height: 450 },
    rules: ['target-size', 'scrollable-region-focusable', 'meta-viewport', 'color-contrast', 'aria-hidden-focus'],
  },
];

const AS_USUAL = { colorScheme: 'light', forcedColors: 'none', reducedMotion: 'no-preference' } as const;

/** What axe finds in a view under each circumstance, and what then scrolls sideways or moves though it should not. */
export async function faultsIn(page: Page): Promise<string[]> {
  const frame = page.mainFrame();
  const size = page.viewportSize() ?? { width: 1280, height: 900 };
  const faults: string[] = [];
  await frame.evaluate(AXE);
  for (const { name, media = {}, viewport, rules } of CIRCUMSTANCES) {
    await page.emulateMedia({ ...AS_USUAL, ...media });
    if (viewport) await page.setViewportSize(viewport);
    const found = [await violations(frame, rules), await sideways(frame)];
    if (media.reducedMotion === 'reduce') found.push(await moving(frame));
    faults.push(...found.flat().map((fault) => `${name}: ${fault}`));
  }
  await page.emulateMedia(AS_USUAL);
  await page.setViewportSize(size);
  return faults;
}

function violations(frame: Frame, rules: readonly string[] | undefined): Promise<string[]> {
  return frame.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: typeof Axe };
    const enabled = Object.fromEntries([['target-size', { enabled: true }]]);
    const options = only ? { runOnly: [...only] } : { rules: enabled };
    const found = await axe.run(document, { ...options, resultTypes: ['violations'] });
    return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
  }, rules);
}

function sideways(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter(
      (each) => each.getBoundingClientRect().right > root.clientWidth + 1,
    );
    return wide.slice(0, 3).map((each) => `scrolls sideways: ${each.outerHTML.slice(0, 120)}`);
  });
}

function moving(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => document.getAnimations().map(() => 'something moves'));
}
