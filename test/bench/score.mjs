import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { report } from './report.mjs';
import { bundle, root } from './bundle.mjs';
import { round } from './stats.mjs';

/** Where the public sets lie: they are no part of the repository. */
const DATA = process.env.FAIRLEAD_DATA ?? join(root, '../shared/data');
const SETS = {
  'salvirt-b2b': { deals: 'salvirt-b2b/Salvirt_B2B_ML_dataset.csv', protocol: 'cv:5x10' },
  'maven-crm': { deals: 'maven-crm/sales_pipeline.csv', protocol: 'time:0.7' },
};

/** How well the score and the forecast do on public sets, and on made-up courses of deals. */
export async function run({ say }) {
  const bench = await bundle('score');
  for (const [name, { deals, protocol }] of Object.entries(SETS)) {
    const file = join(DATA, deals);
    if (!existsSync(file)) {
      say(`  score: the set ${name} is not there (${file}); FAIRLEAD_DATA says where the sets are.`);
      continue;
    }
    const past = bench.readSet(file, join(root, `public/help/score/${name}.yaml`), io);
    const { backtest } = bench.backtest(past, protocol);
    if (name === 'salvirt-b2b') salvirt(backtest, bench, past);
    else maven(backtest, bench, past);
    besideNaiveBayes(name, backtest);
  }
  courses(bench);
}

const io = {
  read: (path) => readFileSync(path, 'utf8'),
  bytes: (path) => readFileSync(path),
  write: () => false,
  bundled: () => null,
  out: () => undefined,
  err: () => undefined,
  now: () => performance.now(),
  today: '2026-11-22',
};

const atLeast = (id, value, limit, detail) =>
  report({ id, value, unit: 'share', goal: `≥ ${limit}`, limit, atLeast: true, detail });
const atMost = (id, value, limit, detail) => report({ id, value, unit: 'share', goal: `≤ ${limit}`, limit, detail });

function salvirt({ model }, bench, past) {
  atLeast('score.salvirt.auc', model.auc, 0.82, { interval: [round(model.aucLow), round(model.aucHigh)] });
  atLeast('score.salvirt.accuracy', model.accuracy, 0.77);
  atLeast('score.salvirt.gain', model.gain, 0.25);
  atMost('score.salvirt.ece', model.ece, 0.065, { slope: round(model.slope) });
  draws('salvirt', bench, past, 0.025, 0.085);
}

function maven({ model, signal, verdict }, bench, past) {
  atLeast('score.maven.gain', model.gain, -0.003, { auc: model.auc, verdict });
  report({ id: 'score.maven.signal', value: Number(signal), unit: 'claims', goal: 'says there is none', limit: 0 });
  draws('maven', bench, past, -0.02, -0.02);
  const { forecast, deals, runRate, pipeline, weighted } = bench.monthly(past, false);
  const others = { runRate: round(runRate.wape), pipeline: round(pipeline.wape), weighted: round(weighted.wape) };
  atMost('forecast.maven.deals', deals.wape, 0.2, { bias: round(deals.bias), ...others });
  atMost('forecast.maven.blended', forecast.wape, 0.12, {
    mape: round(forecast.mape),
    bias: round(forecast.bias),
    width: round(forecast.width),
  });
  report({
    id: 'forecast.maven.covered',
    value: forecast.covered,
    unit: `of ${forecast.periods} months`,
    goal: '≥ 6',
    limit: 6,
    atLeast: true,
  });
}

function draws(name, bench, past, few, more) {
  for (const [deals, limit] of [
    [30, few],
    [120, more],
  ]) {
    const { mean, each } = bench.drawn(past, deals);
    atLeast(`score.${name}.draws-${deals}`, mean, limit, { each: each.map(round) });
  }
}

function besideNaiveBayes(name, { model, baselines: { naiveBayes } }) {
  const detail = { naiveBayes: round(naiveBayes.logLoss), ours: round(model.logLoss) };
  const ratio = model.logLoss / naiveBayes.logLoss;
  report({
    id: `score.${name}.loss-beside-naive-bayes`,
    value: ratio,
    unit: '×',
    goal: '< 1',
    limit: 1,
    ratio,
    detail,
  });
  const ece = { naiveBayes: round(naiveBayes.ece), ours: round(model.ece) };
  report({
    id: `score.${name}.ece-beside-naive-bayes`,
    value: model.ece - naiveBayes.ece,
    unit: 'share',
    goal: '< 0',
    limit: 0,
    detail: ece,
  });
}

function courses(bench) {
  const { with: all, without } = bench.courses();
  const [found, before] = [all.backtest.model, without.backtest.model];
  atLeast('score.made-up-courses.auc', found.auc, 0.71, {
    withoutStageAndActivity: round(before.auc),
    gain: round(found.gain),
  });
  atMost('score.made-up-courses.ece', found.ece, 0.035);
}
