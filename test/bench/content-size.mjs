import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { report } from './report.mjs';
import { sum } from './stats.mjs';

/** Texts that survive minifying and only these libraries hold. Each has to be found in the rest of the build, else it proves nothing. */
const FOREIGN = {
  react: /Symbol\.for\(.react\.(?:transitional\.)?element/,
  zod: /invalid_union|ZodError/,
  dexie: /DexieError|dexie-/i,
  cel: /google\.protobuf\.Timestamp/,
  re2: /RE2JS|PatternSyntaxException/,
};

/** The always-on content script: its bytes, and whether a library slipped in. */
export async function run({ plain }) {
  const manifest = JSON.parse(readFileSync(join(plain, 'manifest.json'), 'utf8'));
  // A page loads the scripts of its own CRM; the largest set counts.
  const sets = manifest.content_scripts.map(({ js }) => js.map((file) => readFileSync(join(plain, file))));
  const scripts = sets.reduce((largest, set) => (sizeOf(set) > sizeOf(largest) ? set : largest));
  const rest = textOf(['background.js', ...readdirSync(join(plain, 'chunks')).map((file) => `chunks/${file}`)], plain);
  const vacuous = Object.entries(FOREIGN)
    .filter(([, sign]) => !sign.test(rest))
    .map(([name]) => name);
  if (vacuous.length > 0) throw new Error(`content-size: nothing of the build shows the sign of ${vacuous.join(', ')}`);
  const found = Object.entries(FOREIGN).filter(([, sign]) =>
    scripts.some((script) => sign.test(script.toString('utf8'))),
  );

  report({
    id: 'content-size.min',
    value: sizeOf(scripts),
    unit: 'B',
    goal: '≤ 20 kB',
    limit: 20_000,
  });
  const gz = scripts.map((script) => gzipSync(script, { level: 9 }).length);
  report({ id: 'content-size.gz', value: sum(gz), unit: 'B', goal: '≤ 8 kB', limit: 8_000 });
  report({
    id: 'content-size.foreign',
    value: found.length,
    unit: 'libraries',
    goal: 'no React, Zod, Dexie or CEL',
    limit: 0,
    detail: { lookedFor: Object.keys(FOREIGN), found: found.map(([name]) => name) },
  });
}

function sizeOf(scripts) {
  return sum(scripts.map((script) => script.length));
}

function textOf(files, folder) {
  return files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
}
