import { readFileSync } from 'node:fs';

const SIZE = 200_000;
const sample = JSON.parse(readFileSync(new URL('../../public/packs/meddic.json', import.meta.url), 'utf8'));
const exits = sample.stages.flatMap(({ exit = [] }) => exit);
const own = new Set([...exits, ...sample.signals, ...sample.steps].map(({ id }) => id));

/** A pack of about 200 kB made like a bundled one: its rules and their tests again and again, under other ids. */
export function largePack(version) {
  const stages = sample.stages.map((stage) => ({ ...stage, exit: [...(stage.exit ?? [])] }));
  const [signals, steps, tests] = [[...sample.signals], [...sample.steps], [...sample.tests]];
  const pack = { ...sample, id: 'large', version, title: 'Large', stages, signals, steps, tests };
  for (let n = 1; JSON.stringify(pack).length < SIZE; n += 1) {
    sample.stages.forEach((stage, at) => stages[at].exit.push(...again(stage.exit ?? [], n)));
    signals.push(...again(sample.signals, n));
    steps.push(...again(sample.steps, n));
    tests.push(...sample.tests.map((test) => testAgain(test, n)));
  }
  return pack;
}

function again(rules, n) {
  return rules.map((rule) => ({ ...rule, id: `${rule.id}-${n}` }));
}

/** A test of the rules that were copied; what it expects of others stands in the sample already. */
function testAgain({ name, deal, expect }, n) {
  const renamed = Object.entries(expect).flatMap(([id, verdict]) => (own.has(id) ? [[`${id}-${n}`, verdict]] : []));
  return { name: `${name} (${n})`, deal, expect: Object.fromEntries(renamed) };
}
