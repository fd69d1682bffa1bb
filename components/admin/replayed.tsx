import type { JSX } from 'react';
import type { Replay } from '@/lib/queries/use-replay';
import { Figures } from './figures';

type Made = Extract<Replay, { state: 'same' | 'differs' }>;
type Entry = Made['entry'];
type Risk = Entry['risk'];
type Reckoned = Exclude<Risk, { state: 'none' }>;

const INPUTS: Readonly<{ [Input in Made['changed'][number]]: string }> = {
  pack: 'the rule pack',
  reading: 'the reading of the deal',
  history: 'what was known of its past',
  model: 'the model',
};

/** What came out when an assessment was made again, and whether it is what was written down. */
export function Replayed({ replay }: { replay: Replay }): JSX.Element {
  if (replay.state === 'none') return <p>Nothing is kept of that moment any more.</p>;
  const { entry } = replay;
  return (
    <>
      <p>
        <strong>{verdictOf(replay)}</strong>
      </p>
      <p>
        Written down then: {riskText(entry.risk)}.
        {replay.state === 'differs' && ` Made again: ${riskText(replay.assessment.risk)}.`}
      </p>
      {entry.risk.state !== 'none' && <Reasons risk={entry.risk} />}
      <Hashes entry={entry} />
    </>
  );
}

function verdictOf(replay: Exclude<Replay, { state: 'none' }>): string {
  if (replay.state === 'same') return 'Made again from what was kept: the same, byte for byte.';
  if (replay.state === 'lost') return `It cannot be made again: ${INPUTS[replay.what]} is no longer kept.`;
  if (replay.changed.length > 0)
    return `Not the same: ${replay.changed.map((input) => INPUTS[input]).join(' and ')} is not what it was.`;
  const where =
    JSON.stringify(replay.assessment.risk) === JSON.stringify(replay.entry.risk) ? 'another part' : 'the risk';
  return `Not the same in ${where}, though all it rests on is: it was made by version ${replay.entry.engine}.`;
}

function Reasons({ risk }: { risk: Reckoned }): JSX.Element {
  const moving = risk.factors.filter(({ points }) => points !== 0);
  return (
    <Figures caption={`Why it was ${risk.risk}`} shown>
      <thead>
        <tr>
          <th scope="col">Factor</th>
          <th scope="col">Points</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{risk.state === 'score' ? 'An average deal of yours' : 'To start with'}</th>
          <td>{risk.base}</td>
        </tr>
        {moving.map(({ id, title, level, points }) => (
          <tr key={id}>
            <th scope="row">
              {title}
              {level !== undefined && <span className="muted"> {level}</span>}
            </th>
            <td>{signed(points)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Risk</th>
          <td>{risk.risk}</td>
        </tr>
      </tfoot>
    </Figures>
  );
}

function Hashes({ entry }: { entry: Entry }): JSX.Element {
  const rows = [
    ['Rule pack', entry.pack],
    ['Reading', entry.snapshot],
    ['Past', entry.history],
    ['Model', entry.model ?? 'none: the pack’s own weights'],
    ['Assessment', entry.bytes],
    ['Version', entry.engine],
  ] as const;
  return (
    <details>
      <summary>What it rests on</summary>
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

function riskText(risk: Risk): string {
  return risk.state === 'none' ? 'no score' : `risk ${risk.risk}, likely ${risk.low}–${risk.high}`;
}

function signed(points: number): string {
  return points > 0 ? `+${points}` : `−${-points}`;
}
