import { useMutation, useQuery, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { readMapping, writeMapping } from '@/lib/cache/import-mappings';
import type { FileAnswer, PlanAnswer } from '@/lib/insight-worker/import-file';
import { importMappingSchema, type ImportMapping } from '@/lib/insight/import/mapping';
import { call } from '@/lib/messaging/client';
import type { ImportInfo } from '@/lib/messaging/insight-calls';
import { insightWorker } from './use-insight';

export type Opened = Extract<FileAnswer, { ok: true }> & {
  mapping: ImportMapping;
  /** The mapping is the one that was used for such a file before. */
  remembered: boolean;
};

/** A file as it is to be read; the hints are what a person chose. */
export type Reading = { file: File; encoding?: string; delimiter?: string };

export function today(): string {
  const date = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Reads a file and proposes what its columns mean; null where it has none. Nothing is stored. */
export function useOpenFile(): UseMutationResult<Opened | null, Error, Reading> {
  return useMutation({ mutationFn: openFile, gcTime: 0 });
}

async function openFile({ file, ...hints }: Reading): Promise<Opened | null> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const answer = await insightWorker().ask('openFile', { name: file.name, bytes, today: today(), ...hints });
  if (!answer.ok) return null;
  const kept = importMappingSchema.safeParse(await readMapping(answer.key));
  const remembered = kept.success && (await insightWorker().ask('fits', kept.data));
  return { ...answer, mapping: remembered ? kept.data : answer.proposed, remembered };
}

/** What would become of every row of the open file under a mapping. */
export function usePlan(
  opened: Opened,
  mapping: ImportMapping,
): { plan: PlanAnswer | undefined; problem: string | null } {
  const { data, error } = useQuery({
    queryKey: ['importPlan', opened.name, opened.encoding, opened.delimiter, mapping],
    queryFn: ({ signal }) => insightWorker().ask('plan', { mapping, today: today() }, { signal }),
    gcTime: 0,
    retry: false,
    structuralSharing: false,
  });
  return { plan: data, problem: error?.message ?? null };
}

type Keeping = { opened: Opened; mapping: ImportMapping; plan: PlanAnswer };

/** Keeps what was planned, with where it comes from, and remembers the mapping for the next such file. */
export function useKeepImport(): UseMutationResult<string, Error, Keeping> {
  const client = useQueryClient();
  return useMutation({ mutationFn: keepImport, onSuccess: () => renew(client) });
}

async function keepImport({ opened, mapping, plan }: Keeping): Promise<string> {
  // The plan is made anew: the worker may have planned with another mapping meanwhile.
  await insightWorker().ask('plan', { mapping, today: today() });
  const parts = await insightWorker().ask('parts', null);
  const { name, encoding, delimiter, key } = opened;
  const { taken, left, remarks, notes } = plan;
  const info = { name: name.slice(0, 300), encoding, delimiter, taken, left, remarks, notes: [...notes], mapping };
  const id = await call('startImport', { ...info, parts: parts.length });
  for (const [part, text] of parts.entries()) await call('putImportPart', { id, part, text });
  await call('endImport', { id });
  await writeMapping(key, mapping);
  return id;
}

/** Every file that was put in; undefined while that is being read. */
export function useImports(): readonly ImportInfo[] | undefined {
  return useQuery({ queryKey: ['imports'], queryFn: () => call('imports', null) }).data;
}

export function useDeleteImport(): UseMutationResult<null, Error, string> {
  const client = useQueryClient();
  return useMutation({ mutationFn: (id: string) => call('deleteImport', { id }), onSuccess: () => renew(client) });
}

async function renew(client: ReturnType<typeof useQueryClient>): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: ['imports'] }),
    client.invalidateQueries({ queryKey: ['insightSources'] }),
  ]);
}
