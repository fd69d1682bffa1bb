import { useState, type JSX } from 'react';
import { FilePicker } from '@/components/admin/file-picker';
import { download } from '@/components/ui/download';
import { Icon } from '@/components/ui/icon';
import { usePackInUse } from '@/lib/queries/use-studio';
import type { StudioDraftStore } from '@/lib/queries/use-studio-draft';
import { useWords } from '@/lib/queries/use-words';
import { Dialog } from '@/components/ui/dialog';
import type { Desk } from './desk';
import type { Moves } from './editor/mount';
import { PutIn } from './put-in';

type HeadProps = { desk: Desk; draft: StudioDraftStore; moves: Moves; undo: () => void; redo: () => void };

/** What is on the desk, whether it is right, and what can be done with the whole of it. */
export function Head({ desk, draft, moves, undo, redo }: HeadProps): JSX.Element {
  const { t } = useWords();
  const { analysis, text } = desk;
  const inUse = usePackInUse().data?.status;
  const [asked, setAsked] = useState<'putIn' | 'discard' | null>(null);
  const close = (): void => setAsked(null);
  const discard = (): void => {
    close();
    void draft.discard().then(desk.replace);
  };
  return (
    <section className="studio-bar" aria-label={t('studio.draft')}>
      <p className="studio-what">
        <strong>{analysis ? (analysis.head?.title ?? t('studio.untitled')) : desk.problem === null && '…'}</strong>{' '}
        {analysis?.head && (
          <span className="muted">{t('studio.version', { id: analysis.head.id, version: analysis.head.version })}</span>
        )}
        <Verdict desk={desk} />
        <span className="muted small" role="status">
          {t(draft.kept ? 'studio.kept' : 'studio.sameAsInUse')}
        </span>
        {inUse && (
          <span className="muted small">{t('studio.inUse', { title: inUse.title, version: inUse.version })}</span>
        )}
      </p>
      <div className="studio-actions">
        <button type="button" className="button" disabled={!moves.canUndo} onClick={undo}>
          {t('studio.undo')}
        </button>
        <button type="button" className="button" disabled={!moves.canRedo} onClick={redo}>
          {t('studio.redo')}
        </button>
        <FilePicker
          label={t('studio.open')}
          name={t('studio.file')}
          accept=".yaml,.yml,.json"
          onFile={(file) => void file.text().then(desk.replace)}
        />
        <button
          type="button"
          className="button"
          onClick={() => download(`${analysis?.head?.id ?? 'pack'}.fairlead.yaml`, 'application/yaml', text)}
        >
          {t('studio.save')}
        </button>
        <button type="button" className="button" onClick={() => setAsked('discard')}>
          {t('studio.discard')}
        </button>
        <button
          type="button"
          className="button primary"
          disabled={analysis?.good !== true}
          onClick={() => setAsked('putIn')}
        >
          {t('studio.putIn')}
        </button>
      </div>
      {desk.problem !== null && <Problem says={t('studio.failed', { reason: desk.problem })} again={desk.again} />}
      <Dialog title={t('studio.discard.title')} open={asked === 'discard'} onClose={close} alert>
        <p>{t('studio.discard.more')}</p>
        <div className="studio-actions">
          <button type="button" className="button primary" onClick={discard}>
            {t('studio.discard.do')}
          </button>
          <button type="button" className="button" onClick={close}>
            {t('studio.cancel')}
          </button>
        </div>
      </Dialog>
      <Dialog title={t('studio.putIn.title')} open={asked === 'putIn'} onClose={close}>
        <PutIn desk={desk} draft={draft} close={close} />
      </Dialog>
    </section>
  );
}

/** What went wrong with no fault of the draft's, and a way to try once more. */
export function Problem({ says, again }: { says: string; again: () => void }): JSX.Element {
  const { t } = useWords();
  return (
    <p className="notice notice-bad studio-problem" role="alert">
      {says}{' '}
      <button type="button" className="button" onClick={again}>
        {t('studio.again')}
      </button>
    </p>
  );
}

/** Whether the draft could be put in. */
function Verdict({ desk: { analysis } }: { desk: Desk }): JSX.Element | null {
  const { t } = useWords();
  if (analysis === null) return null;
  const errors = analysis.diagnostics.filter(({ severity }) => severity === 'error').length;
  return (
    <span className={analysis.good ? 'studio-state good' : 'studio-state bad'} role="status">
      <Icon name={analysis.good ? 'met' : 'broken'} />{' '}
      {analysis.good ? t('studio.good') : t('studio.errors', { count: errors })}
    </span>
  );
}
