import { learnFrom } from '@/lib/learn/refit';
import type { Run } from '@/lib/learn/drive';
import { changesBetween } from '@/lib/domain/changes';
import type { DealRecord } from '@/lib/assess/past/record';
import { chanceOf } from '@/lib/risk/seeded';
import { NOW, reading, runnable, value } from '@/test/learn/team';

const DAY = 86_400_000;
const DEALS = 10_000;
const pack = runnable();

/** Deals over two years, each read five times, with what changed between the readings. */
function records(): DealRecord[] {
  const chance = chanceOf(1);
  return Array.from({ length: DEALS }, (_, n) => {
    const id = `d${n}`;
    const created = NOW - Math.floor(30 + 700 * chance.uniform()) * DAY;
    const won = chance.uniform() < (n % 2 === 0 ? 0.65 : 0.35);
    const fields = {
      ...(n % 2 === 0 ? { nextStep: value('Send the draft to Ada on Friday') } : {}),
      leadSource: value(['Web', 'Partner', 'Fair'][n % 3] ?? 'Web'),
      owner: value(`Owner ${n % 40}`),
    };
    const stages = ['Discovery', 'Discovery', 'Proposal', 'Proposal', won ? 'Won' : 'Lost'];
    const snapshots = stages
      .map((stage, i) => reading(id, created, created + i * 17 * DAY, { ...fields, 'stage.label': value(stage) }))
      .filter(({ readAt }) => readAt <= NOW);
    const changes = snapshots.flatMap((deal, i) => {
      const before = snapshots[i - 1];
      return before === undefined ? [] : changesBetween(before, deal);
    });
    return { dealId: id, snapshots, changes };
  });
}

type Watched = { longest: number; phases: string[]; run: Run };

/** A run that notes the longest stretch without a step, and each phase once; `onPause` may stop it. */
function watched(
  onPhase: (phase: string) => void,
  signal: AbortSignal,
  onPause: () => void = () => undefined,
): Watched {
  const state: Watched = { longest: 0, phases: [], run: { signal, elapsed: () => performance.now(), report, pause } };
  let last = performance.now();
  function report({ phase }: { phase: string }): void {
    if (state.phases.includes(phase)) return;
    state.phases.push(phase);
    onPhase(phase);
  }
  async function pause(): Promise<void> {
    state.longest = Math.max(state.longest, performance.now() - last);
    onPause();
    await new Promise((resolve) => setTimeout(resolve));
    last = performance.now();
  }
  return state;
}

export async function refit10k(onPhase: (phase: string) => void): Promise<Record<string, unknown>> {
  const made = records();
  const state = watched(onPhase, new AbortController().signal);
  const started = performance.now();
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().heapUsed)), 50);
  const { past, model } = await learnFrom(made, { pack, now: NOW, seed: 1 }, state.run);
  clearInterval(timer);
  return {
    seconds: (performance.now() - started) / 1_000,
    longest: state.longest,
    phases: state.phases,
    rows: past.observations.length,
    columns: model?.factors.reduce((sum, { levels }) => sum + levels.length, 0) ?? 0,
    heapMb: most / 2 ** 20,
  };
}

/** Milliseconds from asking a run to stop to its end, asked at several pauses. */
export async function cancelled(): Promise<number[]> {
  const made = records();
  const stops: number[] = [];
  for (const at of [1, 30, 100]) {
    const stop = new AbortController();
    let [pauses, asked] = [0, 0];
    const { run } = watched(
      () => undefined,
      stop.signal,
      () => {
        pauses += 1;
        if (pauses === at) {
          asked = performance.now();
          stop.abort(new Error('cancelled'));
        }
      },
    );
    // One run at a time.
    await learnFrom(made, { pack, now: NOW, seed: 1 }, run).catch(() => undefined);
    stops.push(performance.now() - asked);
  }
  return stops;
}
