import { readFileSync } from 'node:fs';

const SIZE = 200_000;
const sample = JSON.parse(readFileSync(new URL('../../public/packs/meddic.json', import.meta.url), 'utf8'));
const exits = sample.stages.flatMap(({ exit = [] }) => exit);
const own = new Set([...exits, ...sample.signals, ...sample.steps].map(({ id }) => id));

/**
 * A pack of about 200 kB made like a bundled one: its rules and their tests again and again, under other ids and with words and
 * numbers of their own, so that no two expressions or patterns are alike. From version to version one copy of them changes.
 */
export function largePack(version) {
  const stages = sample.stages.map((stage) => ({ ...stage, exit: [...(stage.exit ?? [])] }));
  const [signals, steps, tests] = [[...sample.signals], [...sample.steps], [...sample.tests]];
  const pack = { ...sample, id: 'large', version, title: 'Large', stages, signals, steps, tests };
  for (let n = 1; JSON.stringify(pack).length < SIZE; n += 1) {
    sample.stages.forEach((stage, at) => stages[at].exit.push(...again(stage.exit ?? [], n, version)));
    signals.push(...again(sample.signals, n, version));
    steps.push(...again(sample.steps, n, version));
    tests.push(...sample.tests.map((test) => testAgain(test, n)));
  }
  return pack;
}

function again(rules, n, version) {
  const word = n === 1 ? `copy${n}of${version}` : `copy${n}`;
  return rules.map((rule) => ({ ...rule, ...differing(rule, word), id: `${rule.id}-${n}` }));
}

/** The rule's expressions, each with a word more in its patterns, or else in a clause that no deal meets. */
function differing(rule, word) {
  const keys = ['when', 'require'].filter((key) => rule[key] !== undefined);
  return Object.fromEntries(keys.map((key) => [key, withWord(rule[key], word)]));
}

function withWord(expression, word) {
  const changed = expression.replaceAll(/matches\('([^']*)'\)/g, (_all, pattern) => `matches('${pattern}|${word}')`);
  return changed === expression ? `(${expression}) || stage == '${word}'` : changed;
}

/** A test of the rules that were copied; what it expects of others stands in the sample already. */
function testAgain({ name, deal, expect }, n) {
  const renamed = Object.entries(expect).flatMap(([id, verdict]) => (own.has(id) ? [[`${id}-${n}`, verdict]] : []));
  return { name: `${name} (${n})`, deal, expect: Object.fromEntries(renamed) };
}
