import { serveTasks, type Scope } from '@/lib/worker/serve';
import { makeEngine } from './engine';
import { makeImporter } from './import-file';
import type { JobName, Workers } from './protocol';

/** Answers the page, one question after the other. */
export function serve(scope: Scope): void {
  const workers = makeWorkers();
  serveTasks(scope, (job, input) => {
    // One name picks both the input and what is done with it, which no type can say of a union of names.
    const work = workers[job as JobName] as (input: unknown) => unknown;
    return work(input);
  });
}

function makeWorkers(): Workers {
  const engine = makeEngine();
  const importer = makeImporter();
  return {
    begin: () => (engine.begin(), null),
    add: (text) => (engine.add(text), null),
    finish: engine.finish,
    tables: engine.tables,
    setTeams: (teams) => (engine.setTeams(teams), null),
    setTargets: (targets) => (engine.setTargets(targets), null),
    setCalled: (called) => (engine.setCalled(called), null),
    setRates: engine.setRates,
    answer: ({ question, id }) => engine.answer(question, id),
    findings: engine.findings,
    behind: ({ question, mark }) => engine.behind(question, mark),
    foretell: engine.foretell,
    openFile: importer.open,
    fits: importer.fits,
    plan: ({ mapping, today }) => importer.plan(mapping, today),
    parts: importer.parts,
  };
}
