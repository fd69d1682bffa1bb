import type { JSX } from 'react';
import type { Replay } from '@/lib/queries/use-replay';
import type { Words } from '@/lib/i18n/words';
import { useWords } from '@/lib/queries/use-words';
import { Figures } from './figures';

type Made = Extract<Replay, { state: 'same' | 'differs' }>;
type Entry = Made['entry'];
type Risk = Entry['risk'];
type Reckoned = Exclude<Risk, { state: 'none' }>;

/** What came out when an assessment was made again, and whether it is what was written down. */
export function Replayed({ replay }: { replay: Replay }): JSX.Element {
  const words = useWords();
  if (replay.state === 'none') return <p>{words.t('admin.then.gone')}</p>;
  const { entry } = replay;
  return (
    <>
      <p>
        <strong>{verdictOf(replay, words)}</strong>
      </p>
      <p>
        {riskText('written', entry.risk, words)}
        {replay.state === 'differs' && ` ${riskText('made', replay.assessment.risk, words)}`}
      </p>
      {entry.risk.state !== 'none' && <Reasons risk={entry.risk} />}
      <Hashes entry={entry} />
    </>
  );
}

function verdictOf(replay: Exclude<Replay, { state: 'none' }>, { t, list }: Words): string {
  const nameOf = (input: Made['changed'][number]): string => t(`admin.then.input.${input}`);
  if (replay.state === 'same') return t('admin.then.same');
  if (replay.state === 'lost') return t('admin.then.lost', { what: nameOf(replay.what) });
  if (replay.changed.length > 0) return t('admin.then.differs', { what: list(replay.changed.map(nameOf)) });
  const sameRisk = JSON.stringify(replay.assessment.risk) === JSON.stringify(replay.entry.risk);
  return t(`admin.then.engine.${sameRisk ? 'part' : 'risk'}`, { version: replay.entry.engine });
}

function Reasons({ risk }: { risk: Reckoned }): JSX.Element {
  const { t, number, signed, said } = useWords();
  const moving = risk.factors.filter(({ points }) => points !== 0);
  return (
    <Figures caption={t('admin.then.why', { risk: risk.risk })} shown>
      <thead>
        <tr>
          <th scope="col">{t('admin.then.factor')}</th>
          <th scope="col">{t('admin.then.points')}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{risk.state === 'score' ? t('admin.then.average') : t('admin.then.start')}</th>
          <td>{number(risk.base)}</td>
        </tr>
        {moving.map(({ id, title, level, points }) => (
          <tr key={id}>
            <th scope="row">
              {said(title)}
              {level !== undefined && <span className="muted"> {said(level)}</span>}
            </th>
            <td>{signed(points)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('admin.then.risk')}</th>
          <td>{number(risk.risk)}</td>
        </tr>
      </tfoot>
    </Figures>
  );
}

function Hashes({ entry }: { entry: Entry }): JSX.Element {
  const { t } = useWords();
  const rows = [
    [t('admin.then.rests.pack'), entry.pack],
    [t('admin.then.rests.reading'), entry.snapshot],
    [t('admin.then.rests.past'), entry.history],
    [t('admin.then.rests.model'), entry.model ?? t('admin.then.rests.noModel')],
    [t('admin.then.rests.assessment'), entry.bytes],
    [t('admin.then.rests.version'), entry.engine],
  ] as const;
  return (
    <details>
      <summary>{t('admin.then.rests')}</summary>
      <dl className="hashes">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function riskText(which: 'written' | 'made', risk: Risk, { t }: Words): string {
  if (risk.state === 'none') return t(`admin.then.${which}.none`);
  return t(`admin.then.${which}.score`, { risk: risk.risk, low: risk.low, high: risk.high });
}
