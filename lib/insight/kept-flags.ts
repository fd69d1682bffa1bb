import type { KeptAssessment } from './kept';
import type { FlagRow } from './layout';

/**
 * What the assessments said, as rows where it changed; `assessments` in the order they were made. A field counts as checked on a
 * deal where the same pack found a gap in it anywhere: an assessment lists gaps, not what was in order.
 */
export function flagsOf(assessments: readonly KeptAssessment[], dayAt: (ms: number) => string | null): FlagRow[] {
  const fields = new Set(
    assessments.flatMap(({ gaps }) => gaps.flatMap((gap) => (gap.due === 'now' ? [gap.field] : []))),
  );
  const last = new Map<string, FlagRow>();
  const out: FlagRow[] = [];
  for (const assessment of assessments) {
    const day = dayAt(assessment.at);
    if (day === null) continue;
    for (const said of saidBy(assessment, fields)) {
      const key = JSON.stringify([assessment.dealId, said.kind, said.rule]);
      const before = last.get(key);
      if (before?.verdict === said.verdict && before.reason === said.reason) continue;
      // Of several on a day the last counts: the row of that day is said anew.
      if (before?.day === day) Object.assign(before, said);
      else {
        const row = { deal_id: assessment.dealId, day, ...said };
        last.set(key, row);
        out.push(row);
      }
    }
  }
  return out;
}

type Said = Omit<FlagRow, 'deal_id' | 'day'>;

function saidBy({ criteria, signals, gaps, read }: KeptAssessment, fields: ReadonlySet<string>): Said[] {
  const rules = (kind: 'criterion' | 'signal', list: KeptAssessment['criteria']): Said[] =>
    list.map(({ id, verdict }) => ({ kind, rule: id, verdict: verdict.kind, reason: null }));
  const unread = new Set(read.unknown.map(({ input }) => input));
  return [
    ...rules('criterion', criteria),
    ...rules('signal', signals),
    ...[...fields].map((rule): Said => {
      const gap = gaps.find(({ field, due }) => field === rule && due === 'now');
      if (gap !== undefined) return { kind: 'field', rule, verdict: 'notMet', reason: gap.kind };
      return { kind: 'field', rule, verdict: unread.has(rule) ? 'unknown' : 'met', reason: null };
    }),
  ];
}
