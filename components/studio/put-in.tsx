import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type JSX } from 'react';
import { ErrorList } from '@/components/admin/error-list';
import { Lockable } from '@/components/admin/lockable';
import type { InstallResult } from '@/lib/channels/install';
import { call } from '@/lib/messaging/client';
import { writeStudioAuthor } from '@/lib/cache/studio-draft';
import { usePackInUse, usePackVersions, useStudioAuthor } from '@/lib/queries/use-studio';
import type { StudioDraftStore } from '@/lib/queries/use-studio-draft';
import { useWords } from '@/lib/queries/use-words';
import type { Desk } from './desk';

type PutInProps = { desk: Desk; draft: StudioDraftStore; close: () => void };

/** Makes the draft the pack in use, from a file's channel, under a version that is higher than every one before. */
export function PutIn({ desk, draft, close }: PutInProps): JSX.Element {
  const { t, said } = useWords();
  const client = useQueryClient();
  const [who, setWho] = useStudioAuthor();
  const [why, setWhy] = useState('');
  const next = useNextVersion(desk);
  const putIn = useMutation({
    mutationFn: async (): Promise<InstallResult> => {
      await writeStudioAuthor(who);
      const text = await textToPutIn(desk, next);
      return call('installPack', { text, who, why });
    },
    onSuccess: async (result) => {
      if (result.ok) await draft.done();
      await client.invalidateQueries({ queryKey: ['studio', 'pack'] });
    },
  });
  if (putIn.data?.ok === true)
    return (
      <>
        <p role="status">
          {t('studio.putIn.done', { title: putIn.data.status.title, version: putIn.data.status.version })}
        </p>
        <button type="button" className="button primary" onClick={close}>
          {t('studio.close')}
        </button>
      </>
    );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    putIn.mutate();
  };
  return (
    <form className="studio-form" onSubmit={submit}>
      <p>{t('studio.putIn.more', { version: next ?? desk.analysis?.head?.version ?? 1 })}</p>
      <label>
        {t('studio.putIn.who')}
        <input className="input" value={who} maxLength={200} onChange={(event) => setWho(event.target.value)} />
      </label>
      <label>
        {t('studio.putIn.why')}
        <textarea
          className="input"
          value={why}
          maxLength={1000}
          rows={2}
          onChange={(event) => setWhy(event.target.value)}
        />
      </label>
      <Lockable lock="packFiles">
        <button type="submit" className="button primary" disabled={putIn.isPending}>
          {t('studio.putIn.do')}
        </button>
      </Lockable>
      <div role="status">
        {putIn.error && <p className="notice notice-bad">{said(putIn.error.message)}</p>}
        {putIn.data?.ok === false && <ErrorList errors={putIn.data.errors}>{t('studio.putIn.refused')}</ErrorList>}
      </div>
    </form>
  );
}

/** The version that the draft gets, where its own is not higher than every one that was in use; else null. */
function useNextVersion({ analysis }: Desk): number | null {
  const inUse = usePackInUse().data?.status;
  const versions = usePackVersions() ?? [];
  const head = analysis?.head;
  if (!head) return null;
  const before = [...versions, ...(inUse ? [inUse] : [])]
    .filter(({ id }) => id === head.id)
    .map(({ version }) => version);
  const highest = Math.max(0, ...before);
  return head.version > highest ? null : highest + 1;
}

async function textToPutIn(desk: Desk, version: number | null): Promise<string> {
  const { quick } = desk.workers;
  if (version === null) {
    const json = await quick.ask('asJson', { text: desk.text });
    if (json === null) throw new Error('the draft does not compile');
    return json;
  }
  const wish = { do: 'set', path: ['version'], value: version } as const;
  const edit = await quick.ask('edit', { text: desk.text, wish });
  if (edit === null || !desk.apply(edit, desk.text)) throw new Error('its version could not be raised');
  const text = desk.text.slice(0, edit.from) + edit.insert + desk.text.slice(edit.to);
  const json = await quick.ask('asJson', { text });
  if (json === null) throw new Error('the draft does not compile');
  return json;
}
