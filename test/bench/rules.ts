import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { compilePack } from '@/lib/rules/compile';
import { evaluatePack } from '@/lib/rules/evaluate';
import { loadPack } from '@/lib/rules/load';
import type { EvaluationInput } from '@/lib/rules/pack-result';
import type { CompiledPack, RunnablePack } from '@/lib/rules/types';
import { timedInput } from './deals';
import { RULES_200 } from './rules-200';
import { twin } from './rules-twin';

const MANY_DEALS = 10_000;
const CHUNK = 250;

type Times = { engine: number[]; twin: number[] };

function compiled(): CompiledPack {
  const result = compilePack(RULES_200);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.pack;
}

function runnable(): RunnablePack {
  const loaded = loadPack(compiled());
  if (!loaded.ok) throw new Error(loaded.reason);
  return loaded.pack;
}

function timed(action: () => unknown): number {
  const start = performance.now();
  action();
  return performance.now() - start;
}

/** Engine and hand-written twin on the same deals in turn; ms a deal. */
export function oneDeal(rounds: number): Times {
  const pack = runnable();
  const inputs = Array.from({ length: 64 }, (_, seed) => timedInput(seed));
  const times: Times = { engine: [], twin: [] };
  for (let round = -50; round < rounds; round += 1) {
    for (const [i, input] of inputs.entries()) {
      // Each as often before the other as after it: the second finds the deal in the processor's cache.
      const first = (round + i) % 2 === 0 ? timed(() => twin(input)) : null;
      const engine = timed(() => evaluatePack(pack, input));
      const byHand = first ?? timed(() => twin(input));
      if (round < 0) continue; // warm-up
      times.engine.push(engine);
      times.twin.push(byHand);
    }
  }
  return times;
}

/** One cold measurement; to be called once in a fresh process. ms. */
export function cold(from: 'source' | 'cache', cached: string): number {
  return timed(() => {
    const result = loadPack(from === 'source' ? compiled() : JSON.parse(cached));
    if (!result.ok) throw new Error(result.reason);
  });
}

/** The compiled pack as the extension caches it. */
export function cachedForm(): string {
  return JSON.stringify(compiled());
}

/** 10,000 deals in a worker, in chunks in turn with the twin. Resolves with what was done; `cancelAfter` deals it is told to stop. */
export function manyDeals(
  cancelAfter: number,
  onProgress: (done: number) => void,
): Promise<{ done: number; engine: number; twin: number }> {
  const worker = new Worker(new URL(import.meta.url), { workerData: 'many' });
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', (message: { done: number; engine: number; twin: number; ended: boolean }) => {
      onProgress(message.done);
      if (message.ended) resolve(message);
      else if (message.done >= cancelAfter) worker.postMessage('cancel');
    });
  });
}

async function work(): Promise<void> {
  const pack = runnable();
  const total = { done: 0, engine: 0, twin: 0 };
  let cancelled = false;
  parentPort?.on('message', () => (cancelled = true));
  for (let from = 0; from < MANY_DEALS && !cancelled; from += CHUNK) {
    const inputs: EvaluationInput[] = Array.from({ length: CHUNK }, (_, n) => timedInput(from + n));
    total.engine += timed(() => inputs.forEach((input) => evaluatePack(pack, input)));
    total.twin += timed(() => inputs.forEach((input) => twin(input)));
    total.done += CHUNK;
    parentPort?.postMessage({ ...total, ended: false });
    await new Promise(setImmediate); // lets a cancel in
  }
  parentPort?.postMessage({ ...total, ended: true });
  parentPort?.close();
}

if (!isMainThread && workerData === 'many') await work();
