import { useState, type JSX, type ReactNode } from 'react';
import type { Risk, RiskFactor, SignalResult } from '@/lib/domain/assessment';
import type { Words } from '@/lib/i18n/words';
import { useWords } from '@/lib/queries/use-words';
import { Rich } from '@/components/ui/rich';
import { Dispute } from './dispute';
import { ClockDoubt } from './clock-doubt';
import { LookedAt } from './looked-at';
import { pointsText } from './texts';

type Reckoned = Exclude<Risk, { state: 'none' }>;
type FactorsProps = { risk: Reckoned; signals: readonly SignalResult[] };

/** Rows shown at once; the others are one row with their sum. */
const SHOWN = 7;

/** How the risk comes about; base and rows add up to it, however many are shown. */
export function Factors({ risk, signals }: FactorsProps): JSX.Element {
  const words = useWords();
  const { t } = words;
  const [all, setAll] = useState(false);
  const moving = risk.factors.filter(({ points }) => points !== 0);
  const few = moving.length > SHOWN + 1 ? moving.slice(0, SHOWN) : moving;
  const many = risk.factors.length > few.length;
  const shown = all ? risk.factors : few;
  const rest = risk.factors.filter((factor) => !shown.includes(factor));
  return (
    <>
      <table className="factors">
        <caption className="visually-hidden">{t('panel.risk.table')}</caption>
        <tbody>
          <tr>
            <th scope="row">{t(risk.state === 'score' ? 'panel.risk.averageDeal' : 'panel.risk.beforeAnything')}</th>
            <td>{risk.base}</td>
          </tr>
          {shown.map((factor) => (
            <Row key={factor.id} factor={factor} signal={signalOf(factor, signals)} />
          ))}
          {rest.length > 0 && (
            <tr>
              <th scope="row" className="muted">
                {t('panel.risk.smaller', { count: rest.length })}
              </th>
              <td>
                {pointsText(
                  words,
                  rest.reduce((sum, { points }) => sum + points, 0),
                )}
              </td>
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('panel.risk.title')}</th>
            <td>{risk.risk}</td>
          </tr>
        </tfoot>
      </table>
      {many && (
        <button type="button" className="link-button small" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('panel.risk.largestOnly') : t('panel.risk.showAll', { count: risk.factors.length })}
        </button>
      )}
    </>
  );
}

function Row({ factor, signal }: { factor: RiskFactor; signal: SignalResult | undefined }): JSX.Element {
  const words = useWords();
  return (
    <tr data-sign={Math.sign(factor.points)}>
      <th scope="row">
        <FactorName factor={factor} title={signal?.title ?? words.said(factor.title)} />
        {factor.deals !== undefined && <span className="factor-ground small muted">{groundOf(words, factor)}</span>}
        {signal && <ClockDoubt rule={{ kind: 'signal', id: signal.id }} />}
        {signal && (
          <div className="ways">
            <LookedAt rule={{ kind: 'signal', id: signal.id }} title={signal.title} />
            <Dispute kind="signal" id={signal.id} title={signal.title} claim={signal.weight < 0 ? 'chance' : 'risk'} />
          </div>
        )}
      </th>
      <td>{pointsText(words, factor.points)}</td>
    </tr>
  );
}

function FactorName({ factor: { level }, title }: { factor: RiskFactor; title: string }): JSX.Element {
  const { rich, said } = useWords();
  if (level === undefined) return <>{title}</>;
  const quiet = (parts: ReactNode[]): ReactNode => <span className="factor-level">{parts}</span>;
  return <Rich parts={rich('panel.risk.level', { title, level: said(level), quiet })} />;
}

/** "34 deals; between +2 and +6". */
function groundOf({ t, signed }: Words, { deals = 0, low, high }: RiskFactor): string {
  const from = t('panel.risk.ground', { count: deals });
  if (low === undefined || high === undefined) return from;
  return t('panel.risk.groundRange', { deals: from, low: signed(Math.round(low)), high: signed(Math.round(high)) });
}

/** A factor of the band is its signal; of a model, it names it. A signal that does not fire is no flag. */
function signalOf({ id }: RiskFactor, signals: readonly SignalResult[]): SignalResult | undefined {
  return signals.find((signal) => (signal.id === id || `signal:${signal.id}` === id) && signal.verdict.kind === 'met');
}
