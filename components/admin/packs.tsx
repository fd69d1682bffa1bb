import { useMutation } from '@tanstack/react-query';
import type { JSX } from 'react';
import type { PackStatus } from '@/lib/cache/pack-cache';
import type { InstallResult } from '@/lib/channels/install';
import { call } from '@/lib/messaging/client';
import { usePackStatus } from '@/lib/queries/use-pack-status';
import { ErrorList } from './error-list';
import { FilePicker } from './file-picker';
import { Lockable } from './lockable';

/** Which pack is active, and putting another one in from a file. */
export function Packs(): JSX.Element {
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
            label="Put in a pack from a file…"
            name="Pack file"
            main
            onFile={(file) => install.mutate(file)}
          />
        </Lockable>
        <Lockable lock="bundledPack">
          <button type="button" className="button" onClick={() => install.mutate(null)}>
            Restore the bundled pack
          </button>
        </Lockable>
      </div>
      <div role="status" aria-live="polite">
        {install.isPending && <p>Checking the pack…</p>}
        {install.error && (
          <p className="notice notice-bad">
            The pack could not be checked: {install.error.message}. The pack before stays.
          </p>
        )}
        {install.data && <Outcome result={install.data} />}
      </div>
    </>
  );
}

function Status({ status }: { status: PackStatus | null | undefined }): JSX.Element | null {
  if (status === undefined) return null;
  if (!status) return <p className="muted">No pack is active yet.</p>;
  return (
    <dl className="facts">
      <dt>Active pack</dt>
      <dd>
        {status.title} (<code>{status.id}</code>, version {status.version}, {status.rules} rules)
      </dd>
      <dt>Came from</dt>
      <dd>
        {originOf(status)}, put in {new Date(status.installedAt).toLocaleString()}
      </dd>
      <dt>Hash</dt>
      <dd>
        <code>{status.hash}</code>
      </dd>
    </dl>
  );
}

const ORIGINS = {
  bundled: 'the extension itself',
  file: 'a file',
  subscription: 'a subscription',
  managed: 'a subscription that your organisation’s policy sets',
};

/** Where the active pack came from, in words. */
function originOf({ channel, source }: PackStatus): string {
  return source === undefined ? ORIGINS[channel] : `${ORIGINS[channel]} (${source})`;
}

function Outcome({ result }: { result: InstallResult }): JSX.Element {
  if (result.ok) return <p className="good">“{result.status.title}” is active in every open panel.</p>;
  return <ErrorList errors={result.errors}>nothing was changed, the pack before stays</ErrorList>;
}
