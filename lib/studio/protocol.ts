import type { Clock } from '@/lib/domain/clock';
import type { Traced } from '@/lib/rules/trace';
import type { Change } from '@/lib/cli/diff/rule-changes';
import type { Use } from './adoption';
import type { Analysis, Diagnostic } from './analyse';
import type { Backtested } from '@/lib/assess/blast/backtest';
import type { TextEdit, Path, Wish } from './edit';
import type { KeyWord } from './keys';
import type { Put } from './put';
import type { TestReport } from './tests';
import type { KeptDeal, Tried } from './try';
import type { Written } from './sources';

/** What the page asks of its worker: name, parameters, result. Everything is plain data. */
export type Tasks = {
  analyse: { input: { text: string }; output: Analysis };
  weaknesses: { input: { text: string }; output: readonly Diagnostic[] };
  tests: { input: { text: string }; output: TestReport | null };
  edit: { input: { text: string; wish: Wish }; output: TextEdit | null };
  /** The change of the text that puts something new or inherited into it. */
  put: { input: { text: string; put: Put }; output: TextEdit | null };
  /** Where the value at a path stands in the text. */
  place: { input: { text: string; path: Path }; output: { from: number; to: number } | null };
  keys: { input: null; output: Readonly<Record<string, readonly KeyWord[]>> };
  /** A pack document as YAML for people; an own text that can be read stays as it is. */
  asYaml: { input: { text: string }; output: string };
  /** The pack as it is put in. Null: it does not compile. */
  asJson: { input: { text: string }; output: string | null };
  tryDeal: { input: { text: string; kept: KeptDeal; clock: Clock }; output: Tried | null };
  traceRule: {
    input: { text: string; id: string; kept: KeptDeal; clock: Clock };
    output: readonly { part: keyof Written; traced: Traced }[];
  };
  /** What an expression, or a part of one, comes to on a deal. */
  value: { input: { text: string; expression: string; kept: KeptDeal; clock: Clock }; output: Traced | null };
  /** The change of the text that adds a test made of a deal, and the rules that say something else once it is scrubbed. */
  record: {
    input: { text: string; name: string; kept: KeptDeal; clock: Clock };
    output: { edit: TextEdit | null; differs: readonly string[] } | null;
  };
  /** What is different in meaning; null where one of the two does not compile. */
  diff: { input: { before: string; after: string }; output: readonly Change[] | null };
  /** Begin what is counted over all deals; one thing at a time. False where a pack does not compile. */
  beginBacktest: { input: { text: string; live: string; clock: Clock }; output: boolean };
  beginUse: { input: { live: string }; output: boolean };
  /** Counts some more of them, as `sentDeals` writes them; how many it has counted. */
  countDeals: { input: { deals: string }; output: number };
  /** What came out; null where nothing of that kind was begun. */
  backtest: { input: null; output: Backtested | null };
  use: { input: null; output: Use | null };
};

export type TaskName = keyof Tasks;
