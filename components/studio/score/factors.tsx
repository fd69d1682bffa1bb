import { useState, type JSX } from 'react';
import { Figures } from '@/components/admin/figures';
import { useWords } from '@/lib/queries/use-words';
import type { Model, ModelFactor } from '@/lib/risk/model';
import { factorWeight, type Difference, type LevelWeight } from '@/lib/risk/weights';
import type { Desk } from '../desk';

/** The factors in use, each with what the rules and the deals say of it, and whether it counts in the draft. */
export function Factors({ model, desk }: { model: Model; desk: Desk }): JSX.Element {
  const { t, said } = useWords();
  const [failed, setFailed] = useState(false);
  const off = new Set(desk.analysis?.off ?? []);
  const turn = (id: string, counts: boolean): void =>
    void desk.put({ do: 'factor', id, counts }).then((done) => setFailed(!done));
  const others = [...off].filter((id) => !model.factors.some((factor) => factor.id === id));
  return (
    <section>
      <h2>{t('studio.score.factors', { count: model.factors.length, closed: model.counts.closed })}</h2>
      {failed && (
        <p className="bad" role="alert">
          {t('studio.form.failed')}
        </p>
      )}
      {model.factors.length === 0 && <p>{t('studio.score.noFactor', { why: said(model.choice) })}</p>}
      {model.factors.length + others.length > 0 && (
        <Figures caption={t('studio.score.caption')}>
          <thead>
            <tr>
              <th scope="col">{t('studio.score.factor')}</th>
              <th scope="col">{t('studio.score.weight')}</th>
              <th scope="col">{t('studio.score.fitted')}</th>
              <th scope="col">{t('studio.score.deals')}</th>
              <th scope="col">{t('studio.score.use')}</th>
            </tr>
          </thead>
          <tbody>
            {model.factors.map((factor) => (
              <tr key={factor.id}>
                <Weights factor={factor} model={model} desk={desk} />
                <td>
                  <Switch on={!off.has(factor.id)} turn={(on) => turn(factor.id, on)} title={said(factor.title)} />
                </td>
              </tr>
            ))}
            {others.map((id) => (
              <tr key={id}>
                <th scope="row">{id}</th>
                <td colSpan={3}>{t('studio.score.isOff')}</td>
                <td>
                  <Switch on={false} turn={(on) => turn(id, on)} title={id} />
                </td>
              </tr>
            ))}
          </tbody>
        </Figures>
      )}
      {model.factors.length > 0 && <p className="muted small">{t('studio.score.off')}</p>}
    </section>
  );
}

function Switch({ on, turn, title }: { on: boolean; turn: (on: boolean) => void; title: string }): JSX.Element {
  const { t } = useWords();
  return (
    <label className="studio-switch">
      <input
        type="checkbox"
        checked={on}
        aria-label={t('studio.score.switch', { factor: title })}
        onChange={(event) => turn(event.target.checked)}
      />
      <span aria-hidden="true">{t(on ? 'studio.score.on' : 'studio.score.isOff')}</span>
    </label>
  );
}

type WeightsProps = { factor: ModelFactor; model: Model; desk: Desk };

/** Name, weight of the rules, fitted weight and deals of one factor; of one with levels these can be opened. */
function Weights({ factor, model, desk }: WeightsProps): JSX.Element {
  const { t, said, number } = useWords();
  const shown = useShown();
  const weight = factorWeight(model, factor);
  if (weight.kind === 'levels')
    return (
      <>
        {/* A fold gives the row no name by itself. */}
        <th scope="row" aria-label={said(factor.title)}>
          <details>
            <summary>{said(factor.title)}</summary>
            <Levels title={said(factor.title)} levels={weight.levels} />
          </details>
        </th>
        <td>–</td>
        <td>{weight.spread === null ? '–' : shown(weight.spread)}</td>
        <td>–</td>
      </>
    );
  const written = writtenWeight(desk, factor.id);
  const differs = written !== null && Math.abs(written - weight.prior) > 0.005;
  return (
    <>
      <th scope="row">{said(factor.title)}</th>
      <td>
        {number(round(weight.prior))}{' '}
        {differs && <span className="muted">{t('studio.score.inDraft', { weight: round(written) })}</span>}
      </td>
      <td>{shown(weight.fitted)}</td>
      <td>{number(weight.deals)}</td>
    </>
  );
}

/** What the draft gives a signal now; null where it has none of that id, or no number. */
function writtenWeight({ analysis }: Desk, factor: string): number | null {
  const [kind, id] = factor.split(':');
  if (kind !== 'signal' || analysis === null) return null;
  const items = [...(analysis.outline ?? []), ...analysis.inherited];
  const weight = items.find((item) => item.kind === 'signal' && item.id === id)?.values['weight'];
  return typeof weight === 'number' ? weight : null;
}

function Levels({ title, levels }: { title: string; levels: readonly LevelWeight[] }): JSX.Element {
  const { t, said, number } = useWords();
  const shown = useShown();
  return (
    <Figures caption={t('studio.score.levels', { factor: title })}>
      <thead>
        <tr>
          <th scope="col">{t('studio.score.level')}</th>
          <th scope="col">{t('studio.score.against')}</th>
          <th scope="col">{t('studio.score.levelDeals')}</th>
          <th scope="col">{t('studio.score.won')}</th>
        </tr>
      </thead>
      <tbody>
        {levels.map((level) => (
          <tr key={level.label}>
            <th scope="row">{said(level.label)}</th>
            <td>{shown(level)}</td>
            <td>{number(level.deals)}</td>
            <td>{number(level.wins)}</td>
          </tr>
        ))}
      </tbody>
    </Figures>
  );
}

function useShown(): (difference: Difference) => string {
  const { t } = useWords();
  return ({ value, low, high }) =>
    t('studio.score.interval', { value: round(value), low: round(low), high: round(high) });
}

function round(value: number): number {
  return Math.round(value * 100) / 100 || 0; // no −0
}
