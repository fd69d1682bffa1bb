import { useMutation } from '@tanstack/react-query';
import type { JSX } from 'react';
import type { PackStatus } from '@/lib/cache/pack-cache';
import type { InstallResult } from '@/lib/channels/install';
import { call } from '@/lib/messaging/client';
import { usePackStatus } from '@/lib/queries/use-pack-status';
import { useWords } from '@/lib/queries/use-words';
import { mark, Rich } from '@/components/ui/rich';
import { ErrorList } from './error-list';
import { FilePicker } from './file-picker';
import { Lockable } from './lockable';

/** Which pack is active, and putting another one in from a file. */
export function Packs(): JSX.Element {
  const { t, said } = useWords();
  const status = usePackStatus();
  const install = useMutation({
    mutationFn: async (file: File | null): Promise<InstallResult> =>
      file ? call('installPack', { text: await file.text() }) : call('useBundledPack', null),
  });
  return (
    <>
      <Status status={status} />
      <div className="admin-actions">
        <Lockable lock="packFiles">
          <FilePicker
            label={t('admin.pack.put')}
            name={t('admin.pack.file')}
            main
            onFile={(file) => install.mutate(file)}
          />
        </Lockable>
        <Lockable lock="bundledPack">
          <button type="button" className="button" onClick={() => install.mutate(null)}>
            {t('admin.pack.restore')}
          </button>
        </Lockable>
      </div>
      <div role="status" aria-live="polite">
        {install.isPending && <p>{t('admin.pack.checking')}</p>}
        {install.error && (
          <p className="notice notice-bad">{t('admin.pack.unchecked', { problem: said(install.error.message) })}</p>
        )}
        {install.data && <Outcome result={install.data} />}
      </div>
    </>
  );
}

function Status({ status }: { status: PackStatus | null | undefined }): JSX.Element | null {
  const { t, rich } = useWords();
  if (status === undefined) return null;
  if (!status) return <p className="muted">{t('admin.pack.none')}</p>;
  const { title, id, version, rules } = status;
  return (
    <dl className="facts">
      <dt>{t('admin.pack.active')}</dt>
      <dd>
        <Rich parts={rich('admin.pack.line', { title, id, version, rules, code: mark('code') })} />
      </dd>
      <dt>{t('admin.pack.from')}</dt>
      <dd>
        <Origin status={status} />
      </dd>
      <dt>{t('admin.pack.hash')}</dt>
      <dd>
        <code>{status.hash}</code>
      </dd>
    </dl>
  );
}

/** Where the active pack came from, and when. */
function Origin({ status: { channel, source, installedAt } }: { status: PackStatus }): JSX.Element {
  const { t, moment } = useWords();
  const when = moment(installedAt);
  return (
    <>
      {source === undefined
        ? t(`admin.pack.origin.${channel}`, { when })
        : t(`admin.pack.sourced.${channel}`, { when, source })}
    </>
  );
}

function Outcome({ result }: { result: InstallResult }): JSX.Element {
  const { t } = useWords();
  if (result.ok) return <p className="good">{t('admin.pack.done', { title: result.status.title })}</p>;
  return <ErrorList errors={result.errors}>{t('admin.error.pack')}</ErrorList>;
}
