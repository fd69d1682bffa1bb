import type { JSX } from 'react';
import type { Report } from '@/lib/queries/use-learning';
import { percent } from './figure-text';
import { Figures } from './figures';

type RuleRecord = Report['rules']['rules'][number];

const EVIDENCE: Readonly<{ [Kind in RuleRecord['evidence']]: string }> = {
  risk: 'won less often',
  chance: 'won more often',
  none: 'no evidence in your data',
};

/** Each rule against how deals ended, as it stood then. */
export function RuleTable({ backtest }: { backtest: Report['rules'] }): JSX.Element | null {
  const judged = backtest.rules.filter((rule) => rule.judgedDeals > 0);
  if (judged.length === 0) return null;
  const sorted = judged.toSorted(
    (a, b) => Number(a.evidence === 'none') - Number(b.evidence === 'none') || b.firedDeals - a.firedDeals,
  );
  return (
    <details>
      <summary>
        Rules on {backtest.deals} closed deals: {judged.filter((rule) => rule.evidence !== 'none').length} of{' '}
        {judged.length} with evidence; chance alone would show about {Math.round(backtest.byChance)}
      </summary>
      <Figures caption="Rules on closed deals">
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">Fired on</th>
            <th scope="col">Won then</th>
            <th scope="col">Won else</th>
            <th scope="col">Lift (95 %)</th>
            <th scope="col">Before a loss</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((rule) => (
            <tr key={rule.id} data-evidence={rule.evidence}>
              <th scope="row">
                {rule.title} <span className="muted">{EVIDENCE[rule.evidence]}</span>
                <Stages rule={rule} />
              </th>
              <td>
                {rule.firedDeals} of {rule.judgedDeals}
              </td>
              <td>{rateOf(rule.fires)}</td>
              <td>{rateOf(rule.quiet)}</td>
              <td>{liftText(rule.lift)}</td>
              <td>{rule.leadDays === null ? '–' : `${Math.round(rule.leadDays.median)} days`}</td>
            </tr>
          ))}
        </tbody>
      </Figures>
    </details>
  );
}

function Stages({ rule }: { rule: RuleRecord }): JSX.Element | null {
  const told = rule.stages.filter((stage) => stage.evidence !== 'none');
  if (told.length === 0) return null;
  return (
    <span className="muted rule-stages">
      {told.map((stage) => `${stage.stage}: ${liftText(stage.lift)}`).join('; ')}
    </span>
  );
}

/** Who was right in the disputes, by rule. */
export function DisputeLedger({ lines }: { lines: Report['disputes'] }): JSX.Element | null {
  if (lines.length === 0) return null;
  return (
    <details>
      <summary>Disputes: who was right</summary>
      <Figures caption="Disputes">
        <thead>
          <tr>
            <th scope="col">Flag</th>
            <th scope="col">Still open</th>
            <th scope="col">Closed</th>
            <th scope="col">Outcome</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.kind} ${line.id}`}>
              <th scope="row">{line.title}</th>
              <td>{line.open}</td>
              <td>{line.closed}</td>
              <td>{outcomeOf(line)}</td>
            </tr>
          ))}
        </tbody>
      </Figures>
    </details>
  );
}

function outcomeOf({ repRight, ruleRight, closed, won, share }: Report['disputes'][number]): string {
  if (closed === 0 || share === null) return 'not decided yet';
  const range = `(95 %: ${percent(share.low)}–${percent(share.high)})`;
  return repRight === null
    ? `${won} of ${closed} were won ${range}`
    : `rep right ${repRight}, rule right ${ruleRight ?? 0} ${range}`;
}

function rateOf({ deals, won }: RuleRecord['fires']): string {
  return deals < 0.5 ? '–' : percent(won / deals);
}

function liftText(lift: RuleRecord['lift']): string {
  return lift === null ? '–' : `${lift.value.toFixed(2)} (${lift.low.toFixed(2)}–${lift.high.toFixed(2)})`;
}
