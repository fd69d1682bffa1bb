import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PURE = ['domain', 'rules', 'risk', 'insight', 'assess'];
let place: string;

/** A small checkout with the project's own settings, in which violations can be planted. */
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'fairlead-boundaries-'));
  mkdirSync(join(place, '.config'));
  for (const file of ['.oxlintrc.json', '.config/tsconfig.base.json', '.config/tsconfig.pure.json']) {
    copyFileSync(join(root, file), join(place, file));
  }
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'));
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

/** What a tool prints, whether it is content or not. */
function output(command: string, args: readonly string[]): string {
  try {
    return execFileSync(join(root, 'node_modules/.bin', command), args, {
      cwd: place,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }; // execFileSync's own error
    return `${stdout}${stderr}`;
  }
}

function plant(file: string, source: string): void {
  mkdirSync(dirname(join(place, file)), { recursive: true });
  writeFileSync(join(place, file), source);
}

describe('pure folders', () => {
  test.each(PURE)('lib/%s cannot name the DOM, Node, the browser or a timer', (folder) => {
    copyPureConfig(folder);
    plant(
      `lib/${folder}/planted.ts`,
      'export const a = document.title;\nexport const b = process.env;\nexport const c = chrome.runtime;\nexport const d = setTimeout;\nexport const e = fetch;\n',
    );
    const errors = output('tsc', ['-p', `lib/${folder}`]);
    for (const name of ['document', 'process', 'chrome', 'setTimeout', 'fetch']) expect(errors).toContain(`'${name}'`);
  });

  test.each(PURE)('lib/%s with nothing planted is accepted', (folder) => {
    copyPureConfig(folder);
    plant(`lib/${folder}/planted.ts`, 'export const a = 1;\n');
    expect(output('tsc', ['-p', `lib/${folder}`])).not.toContain('error');
  });

  test.each(PURE)('lib/%s cannot ask for the time or for chance', (folder) => {
    plant(
      `lib/${folder}/planted.ts`,
      'export const a = Date.now();\nexport const b = new Date();\nexport const c = Math.random();\n',
    );
    const errors = output('oxlint', ['--format=unix', `lib/${folder}/planted.ts`]);
    expect(errors).toMatch(/planted\.ts:1:.*Date\.now/);
    expect(errors).toMatch(/planted\.ts:3:.*Math\.random/);
  });

  function copyPureConfig(folder: string): void {
    mkdirSync(join(place, 'lib', folder), { recursive: true });
    copyFileSync(join(root, 'lib', folder, 'tsconfig.json'), join(place, 'lib', folder, 'tsconfig.json'));
  }
});

describe('the one direction of imports', () => {
  test.each([
    ['lib/domain', '@/lib/rules/types'],
    ['lib/domain', 'wxt/browser'],
    ['lib/rules', '@/lib/risk/score-band'],
    ['lib/rules', 'react'],
    ['lib/risk', '@/lib/rules/evaluate'],
    ['lib/insight', '@/lib/store/database'],
    ['lib/assess', '@/lib/crm/route'],
    ['lib/crm', '@/lib/rules/load'],
    ['lib/crm', '@/lib/messaging/client'],
    ['lib/store', '@/lib/crm/route'],
    ['lib/store', '@/lib/channels/install'],
    ['lib/cache', '@/lib/store/database'],
    ['lib/channels', '@/lib/messaging/contract'],
    ['lib/learn', '@/lib/messaging/contract'],
    ['lib/learn', 'react'],
    ['lib/queue', 'react'],
    ['lib/queue', '@/lib/messaging/client'],
    ['lib/queries', '@/lib/learn/learner'],
    ['lib/worker', '@/lib/studio/protocol'],
    ['lib/messaging', '@/lib/queries/use-pack'],
    ['lib/messaging', 'dexie'],
    ['lib/queries', '@/lib/store/database'],
    ['lib/queries', 'dexie'],
    ['components/panel', '@/lib/store/database'],
    ['components/panel', '@/entrypoints/background'],
    ['components/panel', 'dexie'],
  ])('%s may not import %s', (folder, module) => {
    plant(`${folder}/planted.ts`, `import { planted } from '${module}';\nexport const a = planted;\n`);
    expect(output('oxlint', ['--format=unix', `${folder}/planted.ts`])).toContain('no-restricted-imports');
  });

  test.each([
    ['lib/rules', '@/lib/domain/deal'],
    ['lib/assess', '@/lib/rules/evaluate'],
    ['lib/messaging', '@/lib/store/database'],
    ['lib/messaging', '@/lib/learn/learner'],
    ['lib/learn', '@/lib/assess/assess'],
    ['lib/store', 'dexie'],
    ['lib/studio', '@/lib/worker/serve'],
    ['components/panel', '@/lib/queries/use-pack'],
  ])('%s may import %s', (folder, module) => {
    plant(`${folder}/planted.ts`, `import { planted } from '${module}';\nexport const a = planted;\n`);
    expect(output('oxlint', ['--format=unix', `${folder}/planted.ts`])).not.toContain('no-restricted-imports');
  });
});

describe('sinks', () => {
  test.each([
    ['innerHTML', 'export const set = (e: Element): void => { e.innerHTML = "<b>"; };'],
    ['insertAdjacentHTML', 'export const set = (e: Element): void => e.insertAdjacentHTML("beforeend", "<b>");'],
    ['eval', 'export const run = (s: string): unknown => eval(s);'],
    ['Function', 'export const run = (s: string): unknown => new Function(s);'],
    ['dangerouslySetInnerHTML', 'export const A = () => <p dangerouslySetInnerHTML={{ __html: "<b>" }} />;'],
  ])('%s is refused anywhere', (_name, source) => {
    plant('components/panel/planted.tsx', source);
    expect(output('oxlint', ['--format=unix', 'components/panel/planted.tsx'])).toMatch(/planted\.tsx:1/);
  });
});
