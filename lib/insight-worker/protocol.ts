import type { CalledDeal } from '@/lib/domain/review';
import type { ImportMapping } from '@/lib/insight/import/mapping';
import type { TargetRow } from '@/lib/insight/layout';
import type { MetricId } from '@/lib/insight/metrics';
import type { Team } from '@/lib/insight/teams';
import type { Origin } from './data';
import type { FindingsAnswer, Mark } from './engine';
import type { FileAnswer, FileInput, PlanAnswer } from './import-file';
import type { Overview } from './overview';
import type { Behind, Question } from './question';
import type { InOne } from './source';

/** What the page asks of its worker: name, input, output. */
export type Jobs = {
  begin: { input: null; output: null };
  add: { input: string; output: null };
  finish: { input: Origin; output: Overview };
  tables: { input: null; output: readonly string[] };
  setTeams: { input: readonly Team[]; output: null };
  setTargets: { input: readonly TargetRow[]; output: null };
  setCalled: { input: readonly CalledDeal[]; output: null };
  setRates: { input: InOne | null; output: Overview };
  /** The answer's type is known to the one who asks, by the metric's id. */
  answer: { input: { question: Question; id: MetricId }; output: unknown };
  findings: { input: Question; output: FindingsAnswer };
  behind: { input: { question: Question; mark: Mark }; output: Behind | null };
  /** Null: not done yet, and to be asked again; what is asked in between is answered. */
  foretell: { input: Question; output: number | null };
  openFile: { input: FileInput; output: FileAnswer };
  fits: { input: ImportMapping; output: boolean };
  plan: { input: { mapping: ImportMapping; today: string }; output: PlanAnswer };
  parts: { input: null; output: readonly string[] };
};

export type JobName = keyof Jobs;

export type Workers = { [Name in JobName]: (input: Jobs[Name]['input']) => Jobs[Name]['output'] };
