import type { JSX } from 'react';
import type { Report } from '@/lib/queries/use-learning';
import type { Words } from '@/lib/i18n/words';
import { useWords } from '@/lib/queries/use-words';
import { figureText } from './figure-text';
import { Figures } from './figures';

type RuleRecord = Report['rules']['rules'][number];

/** Each rule against how deals ended, as it stood then. */
export function RuleTable({ backtest }: { backtest: Report['rules'] }): JSX.Element | null {
  const words = useWords();
  const { t, said } = words;
  const judged = backtest.rules.filter((rule) => rule.judgedDeals > 0);
  if (judged.length === 0) return null;
  const sorted = judged.toSorted(
    (a, b) => Number(a.evidence === 'none') - Number(b.evidence === 'none') || b.firedDeals - a.firedDeals,
  );
  return (
    <details>
      <summary>
        {t('learned.rules.summary', {
          deals: backtest.deals,
          told: judged.filter((rule) => rule.evidence !== 'none').length,
          judged: judged.length,
          chance: Math.round(backtest.byChance),
        })}
      </summary>
      <Figures caption={t('learned.rules.caption')}>
        <thead>
          <tr>
            <th scope="col">{t('learned.rules.rule')}</th>
            <th scope="col">{t('learned.rules.fired')}</th>
            <th scope="col">{t('learned.rules.wonThen')}</th>
            <th scope="col">{t('learned.rules.wonElse')}</th>
            <th scope="col">{t('learned.rules.lift')}</th>
            <th scope="col">{t('learned.rules.lead')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((rule) => (
            <tr key={rule.id} data-evidence={rule.evidence}>
              <th scope="row">
                {said(rule.title)} <span className="muted">{t(`learned.rules.evidence.${rule.evidence}`)}</span>
                <Stages rule={rule} />
              </th>
              <td>{t('learned.of', { part: rule.firedDeals, whole: rule.judgedDeals })}</td>
              <td>{rateOf(rule.fires, words)}</td>
              <td>{rateOf(rule.quiet, words)}</td>
              <td>{liftText(rule.lift, words)}</td>
              <td>{rule.leadDays === null ? '–' : t('learned.days', { days: Math.round(rule.leadDays.median) })}</td>
            </tr>
          ))}
        </tbody>
      </Figures>
    </details>
  );
}

function Stages({ rule }: { rule: RuleRecord }): JSX.Element | null {
  const words = useWords();
  const { t } = words;
  const told = rule.stages.filter((stage) => stage.evidence !== 'none');
  if (told.length === 0) return null;
  return (
    <span className="muted rule-stages">
      {told.map(({ stage, lift }) => t('learned.rules.stage', { stage, lift: liftText(lift, words) })).join('; ')}
    </span>
  );
}

/** Who was right in the disputes, by rule. */
export function DisputeLedger({ lines }: { lines: Report['disputes'] }): JSX.Element | null {
  const words = useWords();
  const { t, number } = words;
  if (lines.length === 0) return null;
  return (
    <details>
      <summary>{t('learned.disputes.summary')}</summary>
      <Figures caption={t('learned.disputes.caption')}>
        <thead>
          <tr>
            <th scope="col">{t('learned.disputes.flag')}</th>
            <th scope="col">{t('learned.disputes.open')}</th>
            <th scope="col">{t('learned.disputes.closed')}</th>
            <th scope="col">{t('learned.disputes.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.kind} ${line.id}`}>
              <th scope="row">{words.said(line.title)}</th>
              <td>{number(line.open)}</td>
              <td>{number(line.closed)}</td>
              <td>{outcomeOf(line, words)}</td>
            </tr>
          ))}
        </tbody>
      </Figures>
    </details>
  );
}

function outcomeOf(line: Report['disputes'][number], { t, percent }: Words): string {
  const { repRight, ruleRight, closed, won, share } = line;
  if (closed === 0 || share === null) return t('learned.disputes.undecided');
  const range = { low: percent(share.low), high: percent(share.high) };
  return repRight === null
    ? t('learned.disputes.won', { won, closed, ...range })
    : t('learned.disputes.right', { rep: repRight, rule: ruleRight ?? 0, ...range });
}

function rateOf({ deals, won }: RuleRecord['fires'], { percent }: Words): string {
  return deals < 0.5 ? '–' : percent(won / deals);
}

function liftText(lift: RuleRecord['lift'], words: Words): string {
  return lift === null ? '–' : figureText(lift, words);
}
