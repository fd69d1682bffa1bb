import { readFileSync } from 'node:fs';

const SIZE = 200_000;
const sample = JSON.parse(readFileSync(new URL('../../public/packs/meddic.json', import.meta.url), 'utf8'));

/** A pack of about 200 kB made like a bundled one: its rules again and again, under other ids. */
export function largePack(version) {
  const pack = {
    ...sample,
    id: 'large',
    version,
    title: 'Large',
    signals: [...sample.signals],
    steps: [...sample.steps],
  };
  const stages = sample.stages.map((stage) => ({ ...stage, exit: [...(stage.exit ?? [])] }));
  pack.stages = stages;
  for (let n = 1; JSON.stringify(pack).length < SIZE; n += 1) {
    sample.stages.forEach((stage, at) => stages[at].exit.push(...again(stage.exit ?? [], n)));
    pack.signals.push(...again(sample.signals, n));
    pack.steps.push(...again(sample.steps, n).map((step) => ({ ...step, changes: [] })));
  }
  return pack;
}

function again(rules, n) {
  return rules.map((rule) => ({ ...rule, id: `${rule.id}-${n}` }));
}
