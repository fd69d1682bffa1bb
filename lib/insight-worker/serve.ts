import { makeEngine } from './engine';
import { makeImporter } from './import-file';
import type { Asked, Told, Workers } from './protocol';

/** The part of a worker's own globe that is used. */
type Scope = {
  addEventListener: (type: 'message', listener: (event: MessageEvent<Asked>) => void) => void;
  postMessage: (told: Told) => void;
};

/** Answers the page, one question after the other; what takes long pauses for those that come meanwhile. */
export function serve(scope: Scope): void {
  const workers = makeWorkers();
  scope.addEventListener('message', ({ data: { id, job, input } }) => {
    // One name picks both the input and what is done with it, which no type can say of a union of names.
    const work = workers[job] as (input: unknown) => unknown;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker speaks to its page alone
    void done(work, input).then((told) => scope.postMessage({ id, ...told }));
  });
}

type Done = { ok: true; output: unknown } | { ok: false; error: string };

async function done(work: (input: unknown) => unknown, input: unknown): Promise<Done> {
  try {
    return { ok: true, output: await work(input) };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

function makeWorkers(): Workers {
  const engine = makeEngine();
  const importer = makeImporter();
  return {
    begin: () => (engine.begin(), null),
    add: (text) => (engine.add(text), null),
    finish: engine.finish,
    tables: engine.tables,
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
