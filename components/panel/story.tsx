import type { JSX } from 'react';
import type { Assessment, PastRisk } from '@/lib/domain/assessment';
import { storyOf, type Story } from '@/lib/risk/story';
import { dayText, pointsText } from './texts';

type StoryProps = { assessment: Assessment; trail: readonly PastRisk[] };

/** What the risk was about a week ago, and why it moved, factor by factor. */
export function StoryOfRisk({ assessment, trail }: StoryProps): JSX.Element | null {
  const story = storyOf(trail, assessment.at, assessment.model ?? null, assessment.risk);
  if (story === null) return null;
  const moved = story.to - story.from;
  if (story.moves.length === 0) {
    return <p className="story small muted">Unchanged since {dayText(story.at)}.</p>;
  }
  return (
    <details className="story more small">
      <summary>
        {moved === 0 ? `Still ${story.to}` : `${story.from} on ${dayText(story.at)}, now ${story.to}`}:{' '}
        <span className="muted">why it {moved === 0 ? 'held' : 'moved'}</span>
      </summary>
      <table className="factors">
        <caption className="visually-hidden">Why the risk moved</caption>
        <tbody>
          {story.moves.map((move) => (
            <tr key={move.id} data-sign={Math.sign(move.points)}>
              <th scope="row">
                {move.title}
                <Levels move={move} />
              </th>
              <td>{pointsText(move.points)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Since {dayText(story.at)}</th>
            <td>{pointsText(moved)}</td>
          </tr>
        </tfoot>
      </table>
      {story.otherWay && (
        <p className="muted">
          It was reckoned otherwise then: what is learned from closed deals is renewed each night.
        </p>
      )}
    </details>
  );
}

function Levels({ move: { was, is } }: { move: Story['moves'][number] }): JSX.Element | null {
  if (was === null && is === null) return null;
  return (
    <span className="factor-level">: {was === null || is === null || was === is ? (is ?? was) : `${was} → ${is}`}</span>
  );
}
