import { useMutation } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { usePackInUse, usePackVersions, versionText, type PackVersion } from '@/lib/queries/use-studio';
import { useWords } from '@/lib/queries/use-words';
import type { Tasks } from '@/lib/studio/protocol';
import type { Desk } from './desk';

/** Every version that was in use here: when, by whom, why, what it changed; each can be brought back as a new, higher one. */
export function History({ desk }: { desk: Desk }): JSX.Element {
  const { t } = useWords();
  const versions = usePackVersions();
  const inUse = usePackInUse().data?.status.hash;
  if (versions === undefined) return <p className="muted">{t('studio.reading')}</p>;
  return (
    <section className="studio-main" aria-label={t('studio.tab.history')}>
      <p className="muted">{t('studio.history.about')}</p>
      {versions.length === 0 && <p>{t('studio.history.none')}</p>}
      <ol className="studio-versions">
        {versions.map((version, i) => (
          <Version
            key={version.hash}
            version={version}
            before={versions.slice(i + 1).find(({ id }) => id === version.id) ?? versions[i + 1] ?? null}
            inUse={version.hash === inUse}
            desk={desk}
          />
        ))}
      </ol>
    </section>
  );
}

type VersionProps = { version: PackVersion; before: PackVersion | null; inUse: boolean; desk: Desk };

function Version({ version, before, inUse, desk }: VersionProps): JSX.Element {
  const { t, moment } = useWords();
  const [compared, setCompared] = useState<'before' | 'draft' | null>(null);
  const restore = useMutation({ mutationFn: () => restored(version, desk) });
  return (
    <li className="studio-version">
      <h2>
        {t('studio.history.version', { title: version.title, version: version.version })}{' '}
        {inUse && <span className="studio-state good">{t('studio.history.inUse')}</span>}
      </h2>
      <p className="muted">
        {moment(version.at)} · {t(`studio.channel.${version.channel}`)}
        {version.source !== '' && ` (${version.source})`}
        {version.who !== '' && ` · ${version.who}`}
      </p>
      {version.why !== '' && <p>{version.why}</p>}
      <div className="studio-actions">
        {before !== null && (
          <button
            type="button"
            className="button"
            aria-expanded={compared === 'before'}
            onClick={() => setCompared(compared === 'before' ? null : 'before')}
          >
            {t('studio.history.changed', { version: before.version })}
          </button>
        )}
        <button
          type="button"
          className="button"
          aria-expanded={compared === 'draft'}
          onClick={() => setCompared(compared === 'draft' ? null : 'draft')}
        >
          {t('studio.history.toDraft')}
        </button>
        <button type="button" className="button" disabled={restore.isPending} onClick={() => restore.mutate()}>
          {t('studio.history.restore')}
        </button>
      </div>
      <div role="status">
        {restore.isSuccess && <p className="good">{t('studio.history.restored')}</p>}
        {restore.error && <p className="bad">{t('studio.history.gone')}</p>}
      </div>
      {compared === 'before' && before !== null && (
        <Difference key="before" desk={desk} before={() => textOf(before)} after={() => textOf(version)} />
      )}
      {compared === 'draft' && (
        <Difference key="draft" desk={desk} before={() => textOf(version)} after={async () => desk.text} />
      )}
    </li>
  );
}

async function textOf({ hash }: PackVersion): Promise<string> {
  const text = await versionText(hash);
  if (text === null) throw new Error('this version is no longer kept');
  return text;
}

/** Puts an old version on the desk; when it is put in, it gets a version above all others, for versions only grow. */
async function restored(version: PackVersion, desk: Desk): Promise<void> {
  desk.replace(await desk.workers.quick.ask('asYaml', { text: await textOf(version) }));
}

type DifferenceProps = { desk: Desk; before: () => Promise<string>; after: () => Promise<string> };
type Changes = Tasks['diff']['output'];

/** What is different in meaning, rule by rule. */
function Difference({ desk, before, after }: DifferenceProps): JSX.Element {
  const { t, said } = useWords();
  const [found, setFound] = useState<{ changes: Changes } | 'asking' | 'failed' | null>(null);
  if (found === null) {
    setFound('asking');
    Promise.all([before(), after()])
      .then(([old, now]) => desk.workers.slow.ask('diff', { before: old, after: now }))
      .then(
        (changes) => setFound({ changes }),
        () => setFound('failed'),
      );
  }
  if (found === null || found === 'asking') return <p className="muted">{t('studio.reading')}</p>;
  if (found === 'failed' || found.changes === null) return <p className="bad">{t('studio.history.noDiff')}</p>;
  if (found.changes.length === 0) return <p>{t('studio.history.same')}</p>;
  return (
    <ul className="studio-plain">
      {found.changes.map(({ about, says }) => (
        <li key={`${about} ${says.join()}`}>
          <code>{about}</code> {says.map(said).join('; ')}
        </li>
      ))}
    </ul>
  );
}
