import type { JSX, ReactNode } from 'react';
import type { Assessment, PastRisk } from '@/lib/domain/assessment';
import { storyOf, type Story } from '@/lib/risk/story';
import { useWords } from '@/lib/queries/use-words';
import { Rich } from '@/components/ui/rich';
import { pointsText } from './texts';

type StoryProps = { assessment: Assessment; trail: readonly PastRisk[] };

/** What the risk was about a week ago, and why it moved, factor by factor. */
export function StoryOfRisk({ assessment, trail }: StoryProps): JSX.Element | null {
  const words = useWords();
  const { t, rich, said } = words;
  const story = storyOf(trail, assessment.at, assessment.model ?? null, assessment.risk);
  if (story === null) return null;
  const moved = story.to - story.from;
  const day = words.day(story.at);
  const em = (parts: ReactNode[]): ReactNode => <span className="muted">{parts}</span>;
  if (story.moves.length === 0) {
    return <p className="story small muted">{t('panel.story.unchanged', { day })}</p>;
  }
  return (
    <details className="story more small">
      <summary>
        {moved === 0 ? (
          <Rich parts={rich('panel.story.held', { risk: story.to, em })} />
        ) : (
          <Rich parts={rich('panel.story.moved', { from: story.from, to: story.to, day, em })} />
        )}
      </summary>
      <table className="factors">
        <caption className="visually-hidden">{t('panel.story.table')}</caption>
        <tbody>
          {story.moves.map((move) => (
            <tr key={move.id} data-sign={Math.sign(move.points)}>
              <th scope="row">
                {said(move.title)}
                <Levels move={move} />
              </th>
              <td>{pointsText(words, move.points)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('panel.story.since', { day })}</th>
            <td>{pointsText(words, moved)}</td>
          </tr>
        </tfoot>
      </table>
      {story.otherWay && <p className="muted">{t('panel.story.otherWay')}</p>}
    </details>
  );
}

function Levels({ move: { was, is } }: { move: Story['moves'][number] }): JSX.Element | null {
  const { said, dir } = useWords();
  const arrow = dir === 'rtl' ? '←' : '→';
  const one = is ?? was;
  if (one === null) return null;
  const levels = was === null || is === null || was === is ? said(one) : `${said(was)} ${arrow} ${said(is)}`;
  return <span className="factor-level">: {levels}</span>;
}
