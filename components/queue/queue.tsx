import { useState, type JSX } from 'react';
import { useWords } from '@/lib/queries/use-words';
import { useQueue, type QueueAnswer, type QueueStore } from '@/lib/queries/use-queue';
import { Bulk } from './bulk';
import { Groups } from './groups';
import { Judging } from './judging';
import { Owner, WhoAmI } from './who';
import { NoneDue, NoneMine, NoRules, NothingRead, Unreadable } from './states';
import { Told } from './told';
import { freshTexts } from './texts';
import './queue.css';

type QueueProps = {
  tenant: string;
  /** Whether this is a page of the extension's own. */
  settings?: boolean;
};

/** The rep's own open deals with something to do, by what is at stake; it empties as they are fixed. */
export function Queue({ tenant, settings = false }: QueueProps): JSX.Element {
  const { t } = useWords();
  const store = useQueue(tenant);
  const { answer, problem } = store;
  if (problem !== null && answer === undefined) return <Unreadable problem={problem} onRetry={store.again} />;
  if (answer === undefined) {
    return (
      <div className="message" role="status" aria-busy="true">
        <span className="spinner" aria-hidden="true" />
        <p className="message-title">{t('queue.looking')}</p>
      </div>
    );
  }
  return (
    <div className="queue">
      <Told tenant={tenant} open={store.open} settings={settings} />
      <Judging progress={answer.progress} onCancel={store.cancel} />
      <Body answer={answer} store={store} />
      {problem !== null && (
        <p className="notice" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

type BodyProps = { answer: QueueAnswer; store: QueueStore };

function Body({ answer, store }: BodyProps): JSX.Element | null {
  const words = useWords();
  const { counts, me, packTitle, progress } = answer;
  if (packTitle === null) return <NoRules />;
  if (answer.kept === 0) return <NothingRead />;
  // While the deals are judged for the first time, nothing can be said of them yet.
  if (counts.known === 0) return progress === null ? <NothingRead closed={answer.kept} /> : null;
  if (me === null) return <WhoAmI owners={answer.owners} known={counts.known} onChoose={store.setMe} />;
  return (
    <>
      <Owner me={me} answer={answer} onChoose={store.setMe} />
      {answer.read && <p className="small muted">{freshTexts(answer.read, counts, words).join(' ')}</p>}
      {counts.notChecked > 0 && (
        <p className="small muted">{words.t('queue.notChecked', { count: counts.notChecked })}</p>
      )}
      <Due answer={answer} store={store} />
    </>
  );
}

function Due({ answer, store }: BodyProps): JSX.Element | null {
  const { counts, groups, progress } = answer;
  const { t } = useWords();
  const [bulk, setBulk] = useState(false);
  if (bulk) return <Bulk tenant={answer.tenant} groups={groups} open={store.open} onBack={() => setBulk(false)} />;
  if (groups.length > 0) {
    return (
      <>
        {counts.due > 1 && hasGaps(groups) && (
          <p>
            <button type="button" className="link-button" onClick={() => setBulk(true)}>
              {t('queue.bulk.start')}
            </button>
          </p>
        )}
        <Groups groups={groups} open={store.open} unopened={store.unopened} />
      </>
    );
  }
  if (progress !== null) return null; // not all have been looked at
  return counts.mine === 0 ? <NoneMine known={counts.known} /> : <NoneDue checked={counts.checked} />;
}

function hasGaps(groups: QueueAnswer['groups']): boolean {
  return groups.some(({ rows }) => rows.some(({ gaps }) => gaps.length > 0));
}
