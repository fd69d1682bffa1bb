import type { JSX } from 'react';
import { Figures } from '@/components/admin/figures';
import { useWords } from '@/lib/queries/use-words';
import { Fold } from '../fold';
import type { Backtested, RuleTested } from '@/lib/assess/blast/backtest';

/** So many rules stand in the first table: those that move most. */
const FIRST = 60;

/** Each rule of the draft: on the open deals now, and on closed ones as they stood before they closed. */
export function TestedRules({ tested }: { tested: Backtested }): JSX.Element {
  const { t } = useWords();
  const now = new Map(tested.radius.rules.map((rule) => [rule.id, rule]));
  const told = tested.rules.filter((rule) => rule.evidence !== 'none').length;
  const ordered = tested.rules.toSorted(
    (a, b) =>
      moves(b) - moves(a) ||
      Number(a.evidence === 'none') - Number(b.evidence === 'none') ||
      b.firedDeals - a.firedDeals,
  );
  function moves({ id }: RuleTested): number {
    const rule = now.get(id);
    return rule === undefined ? 0 : rule.newly + rule.freed;
  }
  const speaks = (rule: RuleTested): boolean =>
    moves(rule) > 0 || rule.firedDeals > 0 || (rule.live?.fired ?? 0) > 0 || (now.get(rule.id)?.after ?? 0) > 0;
  const speaking = ordered.filter(speaks);
  const silent = ordered.filter((rule) => !speaks(rule));
  return (
    <section>
      <h2>{t('studio.effect.rules', { count: tested.closed, won: tested.won })}</h2>
      {tested.unseen > 0 && <p className="small">{t('studio.effect.unseen', { count: tested.unseen })}</p>}
      <p className="muted small">
        {t('studio.effect.evidence', { told, count: tested.rules.length, chance: Math.round(tested.byChance) })}
      </p>
      <RuleTable rules={speaking.slice(0, FIRST)} now={now} caption={t('studio.effect.rules.caption')} />
      {speaking.length > FIRST && (
        <Fold summary={t('studio.more', { count: speaking.length - FIRST })}>
          {() => <RuleTable rules={speaking.slice(FIRST)} now={now} caption={t('studio.effect.rules.caption')} />}
        </Fold>
      )}
      {silent.length > 0 && (
        <Fold summary={t('studio.effect.silent', { count: silent.length })}>
          {() => <RuleTable rules={silent} now={now} caption={t('studio.effect.silent', { count: silent.length })} />}
        </Fold>
      )}
    </section>
  );
}

type RuleTableProps = {
  rules: readonly RuleTested[];
  now: ReadonlyMap<string, Backtested['radius']['rules'][number]>;
  caption: string;
};

function RuleTable({ rules, now, caption }: RuleTableProps): JSX.Element {
  const { t, number, said } = useWords();
  return (
    <Figures caption={caption}>
      <thead>
        <tr>
          <th scope="col">{t('studio.rule')}</th>
          <th scope="col">{t('studio.effect.nowFires')}</th>
          <th scope="col">{t('studio.effect.gets')}</th>
          <th scope="col">{t('studio.effect.rate')}</th>
          <th scope="col">{t('studio.effect.rateLive')}</th>
          <th scope="col">{t('studio.effect.lift')}</th>
          <th scope="col">{t('studio.effect.lead.time')}</th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => {
          const open = now.get(rule.id);
          return (
            <tr key={rule.id} data-evidence={rule.evidence}>
              <th scope="row">{said(rule.title)}</th>
              <td>{number(open?.after ?? 0)}</td>
              <td>{open ? `+${number(open.newly)} −${number(open.freed)}` : '–'}</td>
              <Cells rule={rule} />
            </tr>
          );
        })}
      </tbody>
    </Figures>
  );
}

function Cells({ rule: { judgedDeals, firedDeals, live, lift, leadDays } }: { rule: RuleTested }): JSX.Element {
  const { t, percent, number } = useWords();
  const rate = (fired: number, judged: number): string =>
    judged === 0 ? '–' : t('studio.effect.share', { share: percent(fired / judged), fired, judged });
  const two = (value: number): string => number(Math.round(value * 100) / 100);
  return (
    <>
      <td>{rate(firedDeals, judgedDeals)}</td>
      <td>{live === null ? t('studio.effect.new') : rate(live.fired, live.judged)}</td>
      <td>{lift === null ? '–' : `${two(lift.value)} (${two(lift.low)}–${two(lift.high)})`}</td>
      <td>{leadDays === null ? '–' : t('studio.effect.days', { days: Math.round(leadDays.median), n: leadDays.n })}</td>
    </>
  );
}
