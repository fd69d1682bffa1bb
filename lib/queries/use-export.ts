import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { teamsByName } from '@/lib/cache/team-cache';
import { uniqueStages } from '@/lib/insight-worker/data';
import type { StageRow } from '@/lib/insight/layout';
import { call } from '@/lib/messaging/client';

export type Exporting = {
  run: UseMutationResult<Blob, Error, string>;
  /** Deals written so far. */
  done: number;
  cancel: () => void;
};

/** Writes all that is kept of a CRM's deals into a file, part by part; `lib/insight/kept.ts` is its format. */
export function useExport(): Exporting {
  const [done, setDone] = useState(0);
  const stop = useRef(new AbortController());
  const run = useMutation({
    mutationFn: (tenant: string) => {
      stop.current = new AbortController();
      setDone(0);
      return exported(tenant, stop.current.signal, setDone);
    },
    gcTime: 0,
  });
  return { run, done, cancel: () => stop.current.abort(new Error('cancelled')) };
}

const LISTS = ['deals', 'changes', 'assessments', 'risks', 'reviews', 'commitments'] as const;
type Lists = Record<(typeof LISTS)[number], unknown[]> & { stages: StageRow[] };

/** Each part goes into blobs of its own as it comes, which the browser keeps outside of the page's memory. */
async function exported(tenant: string, signal: AbortSignal, onDone: (deals: number) => void): Promise<Blob> {
  const pieces = new Map(LISTS.map((name) => [name, [] as Blob[]]));
  const stages: StageRow[] = [];
  let deals = 0;
  for (let after: string | null = null; ;) {
    const part: Awaited<ReturnType<typeof wholePart>> = await wholePart(tenant, after);
    signal.throwIfAborted();
    const lists = JSON.parse(part.text) as Lists; // our own background's
    for (const name of LISTS) if (lists[name].length > 0) pieces.get(name)?.push(rowsOf(lists[name]));
    stages.push(...lists.stages);
    deals += part.deals;
    onDone(deals);
    if (part.next === null) break;
    after = part.next;
  }
  const zoneMinutes = -new Date().getTimezoneOffset();
  const teams = await teamsByName(tenant);
  const about = { fairlead: 'data', format: 1, tenant, zoneMinutes };
  const head = JSON.stringify({ ...about, stages: uniqueStages(stages), teams });
  const body = LISTS.flatMap((name) => [`,"${name}":[`, ...joined(pieces.get(name) ?? []), ']']);
  return new Blob([head.slice(0, -1), ...body, '}\n'], { type: 'application/json' });
}

function wholePart(tenant: string, after: string | null) {
  return call('keptPart', { tenant, after, whole: true });
}

function rowsOf(rows: readonly unknown[]): Blob {
  return new Blob([rows.map((row) => JSON.stringify(row)).join(',\n')]);
}

function joined(pieces: readonly Blob[]): (Blob | string)[] {
  return pieces.flatMap((piece, i) => (i === 0 ? [piece] : [',\n', piece]));
}
