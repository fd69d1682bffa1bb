import type { ApiBlock } from '@/lib/crm/adapter-api-schema';
import { callSteps, rowsIn, type Client } from './client';
import { historyIn, together, valuesOf, type HistoryRead } from './history';
import { contextFor } from './lookups';
import { find, plainText, rowsAt } from './path';
import type { ApiReading } from './types';
import type { ValueContext } from './value';

type PullHistory = NonNullable<NonNullable<ApiBlock['pull']>['history']>[number];

/** How many ids one call asks for when the adapter says nothing. */
const SIZE = 100;

/** The readings of a page with their history, asked for by as few calls as the CRM allows. A refused call leaves it unknown. */
export async function withHistory(
  client: Client,
  readings: readonly ApiReading[],
  rows: readonly unknown[],
): Promise<ApiReading[]> {
  const plans = client.block.pull?.history ?? [];
  const parts = new Map<string, HistoryRead[]>(readings.map((reading) => [reading.deal.id, []]));
  for (const plan of plans) {
    // One after the other: these calls count against the CRM's limits.
    await addHistory(client, plan, readings, rows, parts);
  }
  return readings.map((reading) => {
    const history = together(parts.get(reading.deal.id) ?? []);
    return { ...reading, changes: history.changes, historyOf: history.fields };
  });
}

async function addHistory(
  client: Client,
  plan: PullHistory,
  readings: readonly ApiReading[],
  rows: readonly unknown[],
  parts: Map<string, HistoryRead[]>,
): Promise<void> {
  const context = await contextFor(client, plan.reads.flatMap(valuesOf));
  if (!plan.steps) {
    readings.forEach((reading, index) =>
      parts.get(reading.deal.id)?.push(...inContent(plan, rows[index], null, context)),
    );
    return;
  }
  const ids = readings.map((reading) => reading.deal.id);
  const size = plan.size ?? SIZE;
  for (let start = 0; start < ids.length; start += size) {
    const some = ids.slice(start, start + size);
    const called = await callSteps(client, plan.steps, { ids: some, id: some[0] });
    if (!called.ok) return;
    for (const id of some)
      parts
        .get(id)
        ?.push(...inContent(plan, called.ended ? null : called.answers.at(-1), size === 1 ? null : id, context));
  }
}

function inContent(plan: PullHistory, content: unknown, id: string | null, context: ValueContext): HistoryRead[] {
  const root =
    plan.in === undefined || content === null
      ? content
      : (rowsAt(content, plan.in)?.find((row) => isOf(row, plan.deal ?? '', id ?? '')) ?? null);
  return plan.reads.map((read) => {
    const rows = root === null ? [] : rowsIn(root, read);
    const own =
      id === null || read.deal === undefined ? rows : (rows?.filter((row) => isOf(row, read.deal ?? '', id)) ?? null);
    return historyIn(read, own, context);
  });
}

function isOf(row: unknown, path: string, id: string): boolean {
  const found = find(row, path);
  return found.state === 'value' && plainText(found.value) === id;
}
