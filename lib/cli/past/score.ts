import { runBacktest } from '@/lib/risk/backtest/backtest';
import { protocolName, readProtocol, type Protocol } from '@/lib/risk/backtest/protocol';
import { instantOfMs } from '@/lib/domain/calendar';
import type { Model } from '@/lib/risk/model';
import { trainModel } from '@/lib/risk/train';
import { UsageError, type Command, type Given } from '../command';
import type { CliIo } from '../io';
import { printJson, printProblems } from '../report/print';
import { drive } from './drive';
import { labelled, type Labelled } from './labelled';
import { readPastDeals, type PastDeals } from './past-deals';
import { readMapping } from './read-mapping';
import { dealsReport, factorsReport, rounded } from './report';

const DAY_MS = 86_400_000;

export const score: Command = {
  name: 'score',
  summary: "Tests the score on a team's own past deals",
  takes: '<deals.csv>',
  least: 1,
  most: 1,
  options: {
    mapping: { value: 'file', says: 'Which column means what (YAML or JSON); needed' },
    events: { value: 'file', says: 'CSV of what happened when: deal, time, field, value' },
    split: { value: 'protocol', many: true, says: 'time:0.7 (default with dates), cv:5x10 (default without) or given' },
    protocol: { value: 'protocol', many: true, says: 'The same as --split' },
    seed: { value: 'number', says: 'A whole number for everything drawn by chance (default 1)' },
    model: { value: 'file', says: 'Write the model fitted on all deals to this file' },
  },
  examples: ['deals.csv --mapping mapping.yaml', 'deals.csv --mapping mapping.yaml --split cv:5x10 --seed 7'],
  run: (given, io) => {
    const read = pastFrom(given, io);
    if (!read.ok) return 2;
    const { past } = read;
    const seed = seedOf(given);
    const protocols = protocolsOf(given, past);
    const [first] = protocols;
    if (first === undefined) throw new UsageError('it needs a protocol');
    const results = protocols.map((protocol) => tested(protocol, past, seed, io));
    const { model, seconds } = fitted(past, first, seed, io);
    const target = given.value('model');
    if (target !== undefined && !io.write(target, `${JSON.stringify(model, null, 1)}\n`))
      throw new UsageError(`"${target}" cannot be written`);
    printJson(
      { ...dealsReport(past), seed, protocols: results, ...factorsReport(model, seconds), notes: past.notes },
      io,
    );
    return results.every(({ verdict }) => verdict !== null) && results.some((one) => 'auc' in one) ? 0 : 1;
  },
};

/** Reads mapping, deals and events; prints what is wrong with them. */
export function pastFrom(given: Given, io: CliIo): { ok: true; past: PastDeals } | { ok: false } {
  const [deals] = given.files;
  const mapping = given.value('mapping');
  if (deals === undefined || mapping === undefined)
    throw new UsageError('it needs --mapping <file>, which says what the columns mean');
  const file = readMapping(mapping, io);
  const read = file.ok ? readPastDeals(deals, given.value('events'), file.file, io) : file;
  if (read.ok) return read;
  printProblems(read.problems, { ...io, out: io.err });
  return { ok: false };
}

export function seedOf(given: Given): number {
  const text = given.value('seed') ?? '1';
  if (!/^-?\d{1,9}$/.test(text)) throw new UsageError(`"${text}" is no seed: it is a whole number`);
  return Number(text);
}

function protocolsOf(given: Given, past: PastDeals): Protocol[] {
  const asked = [...given.values('split'), ...given.values('protocol')];
  const dated = past.histories.some(({ createdDay }) => createdDay !== null);
  const usual = past.mapping.split === undefined ? (dated ? 'time:0.7' : 'cv:5x10') : 'given';
  return (asked.length === 0 ? [usual] : asked).map((text) => {
    if (text === 'given') {
      if (past.mapping.split === undefined)
        throw new UsageError(
          '--split given needs "split" in the mapping: its column, and the values for train and test',
        );
      return { kind: 'given', test: past.test };
    }
    const protocol = readProtocol(text);
    if (protocol === null) throw new UsageError(`"${text}" is no protocol: it is time:0.7, cv:5x10 or given`);
    if (protocol.kind === 'time' && !dated)
      throw new UsageError('--split time needs "created" in the mapping, and dates in that column');
    return protocol;
  });
}

function tested(protocol: Protocol, past: PastDeals, seed: number, io: CliIo) {
  const started = io.now();
  const { rows, horizon, label, setAside } = labelled(past, protocol);
  const { defs, stage } = past;
  const { backtest, note, strengths } = drive(runBacktest({ rows, defs, protocol, seed, horizon, stage }), io);
  const seconds = Math.round(io.now() - started) / 1000;
  const about = {
    protocol: protocolName(protocol),
    label,
    horizonDays: horizon,
    rows: rows.length,
    notUsed: setAside,
    seconds,
  };
  if (backtest === null) return { ...about, verdict: null, note: nothing(past) ?? note };
  const { model, ...rest } = backtest;
  return { ...about, ...rounded({ ...model, ...rest }), prior: priorOf(strengths), note };
}

function nothing({ histories }: PastDeals): string | null {
  const closed = histories.some(({ outcome }) => outcome !== 'open');
  return closed ? null : 'There are no closed deals to learn from.';
}

/** The strength that most fits chose: a number, or "win rate only". */
function priorOf(strengths: readonly (number | null)[]): {
  chosen: number | 'win rate only';
  fits: Record<string, number>;
} {
  const fits: Record<string, number> = {};
  for (const sd of strengths) fits[nameOf(sd)] = (fits[nameOf(sd)] ?? 0) + 1;
  const most = Object.entries(fits).toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? nameOf(null);
  return { chosen: most === nameOf(null) ? 'win rate only' : Number(most), fits };
}

function nameOf(sd: number | null): string {
  return sd === null ? 'win rate only' : String(sd);
}

function fitted(past: PastDeals, protocol: Protocol, seed: number, io: CliIo): { model: Model; seconds: number } {
  const started = io.now();
  const { rows, horizon }: Labelled = labelled(past, protocol);
  const { defs, dropped, histories, stage, asOf } = past;
  // The moment is the export's, not this run's, so that the same files give the same model.
  const trainedAt = asOf * DAY_MS;
  const input = { rows, defs, dropped, histories, stage, horizon, asOf, protocol: null, seed, packHash: '', trainedAt };
  const model = drive(trainModel(input), io);
  if (instantOfMs(trainedAt) === null) throw new UsageError('the dates of the file lie outside the years 1 to 9999');
  return { model, seconds: Math.round(io.now() - started) / 1000 };
}
