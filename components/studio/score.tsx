import { useState, type JSX } from 'react';
import { Figures } from '@/components/admin/figures';
import { Learning } from '@/components/admin/learning';
import { useLearned } from '@/lib/queries/use-learned';
import { useWords } from '@/lib/queries/use-words';
import type { Model, ModelFactor } from '@/lib/risk/model';
import type { Wish } from '@/lib/studio/edit';
import type { Desk } from './desk';

/** What the risk is made of: the factors with the weights that the rules give them and those that the team's deals fitted. */
export function Score({ desk }: { desk: Desk }): JSX.Element {
  const { t } = useWords();
  const model = useLearned(desk.tenant)?.model ?? null;
  return (
    <section className="studio-main" aria-label={t('studio.tab.score')}>
      <p className="muted">{t('studio.score.about')}</p>
      {model === null ? <p>{t('studio.score.none')}</p> : <Factors model={model} desk={desk} />}
      <section lang="en" dir="ltr">
        <Learning />
      </section>
    </section>
  );
}

const Z95 = 1.96;

function Factors({ model, desk }: { model: Model; desk: Desk }): JSX.Element {
  const { t, said } = useWords();
  const [failed, setFailed] = useState(false);
  const off = new Set(desk.analysis?.off ?? []);
  const turn = (id: string, to: boolean): void => {
    const wish: Wish = to
      ? { do: 'add', path: ['withoutFactors'], item: id }
      : { do: 'remove', path: ['withoutFactors', [...off].indexOf(id)] };
    void desk.wish(wish).then((done) => setFailed(!done));
  };
  return (
    <section>
      <h2>{t('studio.score.factors', { count: model.factors.length, closed: model.counts.closed })}</h2>
      {failed && (
        <p className="bad" role="alert">
          {t('studio.form.failed')}
        </p>
      )}
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
              <th scope="row">{said(factor.title)}</th>
              <Weights factor={factor} />
              <td>
                <Switch on={!off.has(factor.id)} turn={(on) => turn(factor.id, !on)} title={said(factor.title)} />
              </td>
            </tr>
          ))}
          {[...off]
            .filter((id) => !model.factors.some((factor) => factor.id === id))
            .map((id) => (
              <tr key={id}>
                <th scope="row">{id}</th>
                <td colSpan={3}>{t('studio.score.isOff')}</td>
                <td>
                  <Switch on={false} turn={(on) => turn(id, !on)} title={id} />
                </td>
              </tr>
            ))}
        </tbody>
      </Figures>
      <p className="muted small">{t('studio.score.off')}</p>
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

/** Log-odds of losing: of a signal when it fires, of any other factor the most that its levels differ by. */
function Weights({ factor }: { factor: ModelFactor }): JSX.Element {
  const { number } = useWords();
  const two = (value: number): string => number(Math.round(value * 100) / 100);
  const deals = factor.levels.reduce((sum, level) => sum + level.deals, 0);
  const fires = factor.levels.find(({ key }) => key === '!');
  const quiet = factor.levels.find(({ key }) => key === '-');
  if (factor.kind === 'signal' && fires) {
    // The model speaks of winning, and of distances from the average: what firing adds is the distance between the two.
    const weight = -(fires.priorMean - (quiet?.priorMean ?? 0));
    const fitted = -(fires.coef - (quiet?.coef ?? 0));
    const se = Math.hypot(fires.se, quiet?.se ?? 0);
    return (
      <>
        <td>{two(weight)}</td>
        <td>
          {two(fitted)} ({two(fitted - Z95 * se)} – {two(fitted + Z95 * se)})
        </td>
        <td>{number(fires.deals)}</td>
      </>
    );
  }
  const coefs = factor.levels.map(({ coef }) => coef);
  return (
    <>
      <td>–</td>
      <td>{two(Math.max(...coefs) - Math.min(...coefs))}</td>
      <td>{number(deals)}</td>
    </>
  );
}
