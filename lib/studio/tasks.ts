import { stringify } from 'yaml';
import { packChanges } from '@/lib/cli/diff/pack-changes';
import { extendedBy } from '@/lib/rules/extended-by';
import { adoptionCount, type Use } from './adoption';
import { analyse, weaknesses } from './analyse';
import { backtestCount, type Backtested, type Count } from '@/lib/assess/blast/backtest';
import { editFor } from './edit';
import { keyWords } from './keys';
import type { TaskName, Tasks } from './protocol';
import { wishOf } from './put';
import { readDraft, type Draft, type Resolve } from './read';
import { recordTest } from './record';
import { readDeals } from '@/lib/assess/past/recorded-deal';
import { writtenRules } from './sources';
import { runTests } from './tests';
import { traceRule, tryDeal, inputOf } from './try';
import { traceExpression } from '@/lib/rules/trace';

/** What the tasks need of the world. */
export type TaskWorld = {
  /** The document of a bundled pack; undefined when there is none of that id. */
  bundled: (id: string) => Promise<unknown>;
};

export type TaskRunner = <Name extends TaskName>(
  task: Name,
  input: Tasks[Name]['input'],
) => Promise<Tasks[Name]['output']>;

/** Drafts that are at hand, read: the one being written and the one it is held against. */
const KEPT_DRAFTS = 2;
/** Bundled packs that extend each other: more than the compiler accepts. */
const MOST_ROUNDS = 16;

/** Does what the page asks for, one thing after the other, and remembers what it has read. */
export function taskRunner(world: TaskWorld): TaskRunner {
  const documents = new Map<string, unknown>();
  const resolve: Resolve = (id) => documents.get(id);
  const drafts: Draft[] = [];

  /** Fetches the packs that a document extends, and theirs; what it says of them wrongly the compiler reports. */
  const ready = async (draft: Draft): Promise<Draft> => {
    let wanted = extendedBy(draft.opened?.value).filter((id) => !documents.has(id));
    if (wanted.length === 0) return draft;
    for (let round = 0; wanted.length > 0 && round < MOST_ROUNDS; round++) {
      const found = await Promise.all(wanted.map(async (id) => [id, await world.bundled(id)] as const));
      for (const [id, document] of found) documents.set(id, document);
      wanted = found.flatMap(([, document]) => extendedBy(document)).filter((id) => !documents.has(id));
    }
    return readDraft(draft.text, resolve);
  };
  const read = async (text: string): Promise<Draft> => {
    const known = drafts.find((draft) => draft.text === text);
    if (known) return known;
    const draft = await ready(readDraft(text, resolve));
    drafts.unshift(draft);
    drafts.length = Math.min(drafts.length, KEPT_DRAFTS);
    return draft;
  };
  const tasks = tasksOf({ read, resolve });
  // One name picks both the input and the task, which no type can say of a union of names.
  return (task, input) => (tasks[task] as (given: unknown) => Promise<never>)(input);
}

type With = {
  read: (text: string) => Promise<Draft>;
  resolve: Resolve;
};

type TaskTable = { [Name in TaskName]: (input: Tasks[Name]['input']) => Promise<Tasks[Name]['output']> };

function tasksOf({ read, resolve }: With): TaskTable {
  return {
    ...writing(read, resolve),
    ...dealTasks(read, resolve),
    ...countTasks(read),
  };
}

/** Deals that are named, of those that a draft would treat otherwise. */
const MOST_MOVED = 100;

type CountTask = 'beginBacktest' | 'beginUse' | 'countDeals' | 'backtest' | 'use';

function countTasks(read: With['read']): Pick<TaskTable, CountTask> {
  let [counted, backtest, use]: [number, Count<Backtested> | null, Count<Use> | null] = [0, null, null];
  return {
    beginBacktest: async ({ text, live, clock }) => {
      const [draft, inUse] = [(await read(text)).runnable, (await read(live)).runnable];
      [counted, use] = [0, null];
      backtest = draft && inUse && backtestCount({ live: inUse, draft, clock });
      return backtest !== null;
    },
    beginUse: async ({ live }) => {
      const pack = (await read(live)).runnable;
      [counted, backtest] = [0, null];
      use = pack && adoptionCount(pack);
      return use !== null;
    },
    countDeals: async ({ deals }) => {
      for (const deal of readDeals(deals)) {
        (backtest ?? use)?.add(deal);
        counted += 1;
      }
      return counted;
    },
    backtest: async () => {
      if (backtest === null) return null;
      const { radius, ...rest } = backtest.result();
      // Thousands of deals with all their flags would hold the page up, and it shows a hundred.
      return { ...rest, radius: { ...radius, moved: radius.moved.slice(0, MOST_MOVED) } };
    },
    use: async () => use && use.result(),
  };
}

type DealTask = 'tryDeal' | 'traceRule' | 'value' | 'record';

function dealTasks(read: With['read'], resolve: Resolve): Pick<TaskTable, DealTask> {
  return {
    tryDeal: async ({ text, kept, clock }) => {
      const { runnable } = await read(text);
      return runnable && tryDeal(runnable, kept, clock);
    },
    traceRule: async ({ text, id, kept, clock }) => {
      const { runnable, opened } = await read(text);
      const written = writtenRules(opened?.value, resolve).get(id);
      return runnable === null || written === undefined ? [] : traceRule(written, runnable, kept, clock);
    },
    value: async ({ text, expression, kept, clock }) => {
      const { runnable } = await read(text);
      return runnable && traceExpression(expression, runnable, inputOf(kept, clock));
    },
    record: async ({ text, name, kept, clock }) => {
      const { runnable } = await read(text);
      if (runnable === null) return null;
      const { test, differs } = recordTest(name, runnable, kept, clock);
      return { edit: editFor(text, { do: 'add', path: ['tests'], item: test }), differs };
    },
  };
}

type WritingTask = Exclude<TaskName, DealTask | CountTask>;

function writing(read: With['read'], resolve: Resolve): Pick<TaskTable, WritingTask> {
  return {
    analyse: async ({ text }) => analyse(await read(text), resolve),
    weaknesses: async ({ text }) => weaknesses(await read(text), resolve),
    tests: async ({ text }) => runTests(await read(text)),
    edit: async ({ text, wish }) => editFor(text, wish),
    put: async ({ text, put }) => {
      const { opened } = await read(text);
      const wish = opened && wishOf(opened.value, put, resolve);
      return wish && editFor(text, wish);
    },
    place: async ({ text, path }) => {
      const { opened } = await read(text);
      if (opened === null) return null;
      const [from, to] = opened.rangeOf({ path: pathText(path) });
      return { from, to };
    },
    keys: async () => keyWords(),
    asYaml: async ({ text }) => {
      const { opened } = await read(text);
      return opened === null || !text.trimStart().startsWith('{') ? text : stringify(opened.value, { lineWidth: 0 });
    },
    asJson: async ({ text }) => {
      const { opened, pack } = await read(text);
      return opened === null || pack === null ? null : JSON.stringify(opened.value);
    },
    diff: async ({ before, after }) => {
      const [old, now] = [(await read(before)).pack, (await read(after)).pack];
      return old && now && packChanges(old, now);
    },
  };
}

function pathText(path: readonly (string | number)[]): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? key : `.${key}`)).join('');
}
