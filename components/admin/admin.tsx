import { useMutation } from '@tanstack/react-query';
import { useRef, type ChangeEvent, type JSX } from 'react';
import type { PackStatus } from '@/lib/cache/pack-cache';
import type { InstallResult } from '@/lib/channels/install';
import { call } from '@/lib/messaging/client';
import { usePackStatus } from '@/lib/queries/use-pack-status';
import type { PackError } from '@/lib/rules/pack-error';
import { Learning } from './learning';
import { Pulls } from './pull';

/** The admin page: which pack is active, and putting another one in from a file. */
export function Admin(): JSX.Element {
  const status = usePackStatus();
  const install = useMutation({
    mutationFn: async (file: File | null): Promise<InstallResult> =>
      file ? call('installPack', { text: await file.text() }) : call('useBundledPack', null),
  });
  return (
    <main className="admin">
      <h1>Rule packs</h1>
      <Status status={status} />
      <div className="admin-actions">
        <FilePicker onFile={(file) => install.mutate(file)} />
        <button type="button" className="button" onClick={() => install.mutate(null)}>
          Restore the bundled pack
        </button>
      </div>
      <div role="status" aria-live="polite">
        {install.isPending && <p>Checking the pack…</p>}
        {install.error && (
          <p className="notice">The pack could not be checked: {install.error.message}. The pack before stays.</p>
        )}
        {install.data && <Outcome result={install.data} />}
      </div>
      <Pulls />
      <Learning />
    </main>
  );
}

function Status({ status }: { status: PackStatus | null }): JSX.Element {
  if (!status) return <p className="muted">No pack is active yet.</p>;
  return (
    <dl className="facts">
      <dt>Active pack</dt>
      <dd>
        {status.title} (<code>{status.id}</code>, version {status.version}, {status.rules} rules)
      </dd>
      <dt>Came from</dt>
      <dd>
        {status.channel === 'bundled' ? 'the extension itself' : 'a file'}, put in{' '}
        {new Date(status.installedAt).toLocaleString()}
      </dd>
      <dt>Hash</dt>
      <dd>
        <code>{status.hash}</code>
      </dd>
    </dl>
  );
}

function FilePicker({ onFile }: { onFile: (file: File) => void }): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    const file = event.target.files?.[0];
    event.target.value = ''; // the same file may be chosen again after it was mended
    if (file) onFile(file);
  };
  return (
    <>
      <button type="button" className="button button-main" onClick={() => input.current?.click()}>
        Put in a pack from a file…
      </button>
      <input ref={input} type="file" accept="application/json,.json" hidden onChange={choose} aria-label="Pack file" />
    </>
  );
}

function Outcome({ result }: { result: InstallResult }): JSX.Element {
  if (result.ok) return <p className="good">“{result.status.title}” is active in every open panel.</p>;
  return (
    <section>
      <h2>
        {result.errors.length} {result.errors.length === 1 ? 'error' : 'errors'}: nothing was changed, the pack before
        stays
      </h2>
      <ol className="errors">
        {result.errors.map((error) => (
          <li key={`${error.path} ${error.message}`}>
            <ErrorText error={error} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function ErrorText({ error }: { error: PackError }): JSX.Element {
  return (
    <>
      {error.path && (
        <>
          <code>{error.path}</code>
          {error.position && ` line ${error.position.line}, column ${error.position.column}`}:{' '}
        </>
      )}
      {error.message}
      {error.text && (
        <>
          {' '}
          at <mark>{error.text}</mark>
        </>
      )}
      {error.hint && <span className="muted"> ({error.hint})</span>}
    </>
  );
}
