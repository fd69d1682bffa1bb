import { backtestCount, type Backtested } from '@/lib/assess/blast/backtest';
import type { RecordedDeal } from '@/lib/assess/past/recorded-deal';
import { readDay } from '@/lib/domain/calendar';
import type { Clock } from '@/lib/domain/clock';
import { loadPack } from '@/lib/rules/load';
import type { RunnablePack } from '@/lib/rules/types';
import { keptDeals } from '../backtest/kept-deals';
import { printBacktest } from '../backtest/print';
import { UsageError, type Command, type Given } from '../command';
import { jsonOf } from '../insight/read-input';
import type { CliIo } from '../io';
import { readPackFile } from '../pack-file';
import { progress } from '../progress';
import { printJson, printProblems, problemsJson } from '../report/print';

export const backtest: Command = {
  name: 'backtest',
  summary: 'Says what a draft would change on real deals, and how its rules did on past ones',
  takes: '<in use> <draft>',
  least: 2,
  most: 2,
  options: {
    data: { value: 'file', says: "The extension's data of a CRM, as the review page saves it; needed" },
    today: { value: 'day', says: 'The day on which open deals are judged, such as 2026-06-15' },
    json: { says: 'Print it as JSON' },
  },
  examples: ['meddpicc acme.fairlead.yaml --data fairlead-data.json', 'old.yaml new.yaml --data data.json --json'],
  run: (given, io) => {
    const [live, draft] = given.files.map((file) => readPackFile(file, io));
    if (live?.ok !== true || draft?.ok !== true) {
      const problems = [live, draft].flatMap((read) => (read === undefined || read.ok ? [] : read.problems));
      if (given.on('json')) printJson({ ok: false, problems: problemsJson(problems) }, io);
      else printProblems(problems, io);
      return 1;
    }
    const packs = { live: runnable(live.packFile.pack), draft: runnable(draft.packFile.pack) };
    const tested = counted(dealsFrom(given, io), { ...packs, clock: clockOf(given, io) }, io);
    if (given.on('json')) printJson({ ok: true, ...tested }, io);
    else printBacktest(tested, io);
    return 0;
  },
};

function runnable(compiled: unknown): RunnablePack {
  const loaded = loadPack(compiled);
  if (!loaded.ok) throw new UsageError(loaded.reason);
  return loaded.pack;
}

function dealsFrom(given: Given, io: CliIo): RecordedDeal[] {
  const file = given.value('data');
  if (file === undefined) throw new UsageError("it needs --data <file>, the extension's data of a CRM");
  const text = io.read(file);
  if (text === null) throw new UsageError(`"${file}" cannot be read`);
  const read = keptDeals(jsonOf(text, file));
  if (!read.ok) throw new UsageError(`"${file}": ${read.reason}`);
  return read.deals;
}

/** Now, or noon of the day that is given, where the user's clock is not asked. */
function clockOf(given: Given, io: CliIo): Clock {
  const day = given.value('today');
  if (day === undefined) return { now: io.time(), today: io.today };
  if (readDay(day) === null) throw new UsageError(`"${day}" is no day such as 2026-06-15`);
  return { now: Date.parse(`${day}T12:00:00Z`), today: day };
}

function counted(
  deals: readonly RecordedDeal[],
  compared: { live: RunnablePack; draft: RunnablePack; clock: Clock },
  io: CliIo,
): Backtested {
  const count = backtestCount(compared);
  const tick = progress('Judging deals', deals.length, io);
  for (const [done, deal] of deals.entries()) {
    tick(done);
    count.add(deal);
  }
  return count.result();
}
