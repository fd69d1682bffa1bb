import type { Deal, Field, FieldValue, Row, RowList } from '@/lib/domain/deal';
import { deriveFacts } from '@/lib/domain/derive-facts';
import type { FieldKey } from '@/lib/domain/fields';
import { compilePack, type PackError } from '@/lib/rules/compile';
import { evaluatePack } from '@/lib/rules/evaluate';
import { loadPack } from '@/lib/rules/load';
import type { EvaluationInput, PackResult } from '@/lib/rules/pack-result';
import type { CompiledPack, RunnablePack } from '@/lib/rules/types';

export const CLOCK = { now: Date.UTC(2026, 5, 15, 12), today: '2026-06-15' };

export const value = (v: FieldValue): Field => ({ state: 'value', value: v, source: 'api' });
export const empty: Field = { state: 'empty', source: 'api' };
export const unread: Field = { state: 'unknown', reason: 'notOnPage' };
export const money = (v: number): Field => value({ value: v, currency: 'EUR' });
export const rows = (list: readonly Row[], complete = true): RowList => ({ state: 'rows', rows: list, complete });

export function deal(fields: Partial<Record<FieldKey, Field>> = {}, lists: Deal['lists'] = {}): Deal {
  return { id: 'd1', url: 'https://crm.example/d1', readAt: CLOCK.now, fields, lists };
}

export function input(d: Deal, more: Partial<EvaluationInput> = {}): EvaluationInput {
  const changes = more.changes ?? [];
  return { deal: d, changes, clock: CLOCK, facts: deriveFacts(d, { changes, watchedSince: 0 }, CLOCK), ...more };
}

export const STAGES = [
  { id: 'discovery', title: 'Discovery', match: ['Discovery', 'Qualification'] },
  { id: 'proposal', title: 'Proposal', match: ['Proposal'] },
  { id: 'won', title: 'Won', match: ['Closed Won'], closed: 'won' },
  { id: 'lost', title: 'Lost', match: ['Closed Lost'], closed: 'lost' },
];

export const FIELDS = {
  budget: { label: 'Budget', type: 'money' },
  economic_buyer: { label: 'Economic buyer', type: 'contact' },
  approved: { label: 'Approved on', type: 'date' },
};

export function pack(more: Record<string, unknown> = {}): Record<string, unknown> {
  return { fairlead: 1, id: 'p', version: 1, title: 'P', fields: FIELDS, stages: STAGES, ...more };
}

export function compiled(json: unknown, others: Record<string, unknown> = {}): CompiledPack {
  const result = compilePack(json, (id) => others[id]);
  if (!result.ok) throw new Error(JSON.stringify(result.errors, null, 1));
  return result.pack;
}

export function errors(json: unknown, others: Record<string, unknown> = {}): readonly PackError[] {
  const result = compilePack(json, (id) => others[id]);
  return result.ok ? [] : result.errors;
}

export function runnable(json: unknown, others: Record<string, unknown> = {}): RunnablePack {
  const loaded = loadPack(compiled(json, others));
  if (!loaded.ok) throw new Error(loaded.reason);
  return loaded.pack;
}

export function evaluate(json: unknown, d: Deal, more: Partial<EvaluationInput> = {}): PackResult {
  return evaluatePack(runnable(json), input(d, more));
}

/** A pack with one signal per expression, `s0`, `s1` …; the quickest way to judge expressions. */
export function signals(...sources: readonly string[]): Record<string, unknown> {
  return pack({
    signals: sources.map((when, i) => ({ id: `s${i}`, title: when.slice(0, 80), when, weight: 1, why: 'w' })),
  });
}

/** Verdict of one expression; unknown with its inputs, broken with its reason. */
export function judge(source: string, d: Deal = deal(), more: Partial<EvaluationInput> = {}): string {
  const verdict = evaluate(signals(source), d, more).signals[0]?.verdict;
  if (verdict?.kind === 'unknown') return `unknown: ${verdict.inputs.map((i) => i.input).join(', ')}`;
  return verdict?.kind === 'broken' ? `broken: ${verdict.reason}` : (verdict?.kind ?? 'none');
}
