import { useMutation } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { checkAdapter, type CheckedAdapter } from '@/lib/crm/import/check-file';
import type { Installed, TakeOver } from '@/lib/crm/installed';
import { ADAPTERS } from '@/lib/crm/registry';
import { call } from '@/lib/messaging/client';
import type { ImportAnswer } from '@/lib/messaging/admin-calls';
import { askForHosts } from '@/lib/queries/host-permissions';
import { ErrorList } from '../error-list';
import { FilePicker } from '../file-picker';
import { isSelector } from './is-selector';

type Chosen = { name: string; text: string; checked: CheckedAdapter };

/** Putting an adapter in from a file: it is checked and shown first, and needs the browser's permission for its hosts. */
export function ImportFile({ installed }: { installed: Installed }): JSX.Element {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const choose = async (file: File): Promise<void> => {
    const text = await file.text();
    setChosen({ name: file.name, text, checked: check(text, installed) });
  };
  return (
    <>
      <div className="admin-actions">
        <FilePicker label="Put in an adapter from a file…" name="Adapter file" onFile={(file) => void choose(file)} />
      </div>
      {chosen && <Review key={`${chosen.name} ${chosen.text.length}`} chosen={chosen} onDone={() => setChosen(null)} />}
    </>
  );
}

/** Checks the text of an adapter as a file an admin chose. */
export function check(text: string, installed: Installed): CheckedAdapter {
  return checkAdapter(text, { shipped: ADAPTERS, installed, source: 'file', isSelector });
}

function Review({ chosen, onDone }: { chosen: Chosen; onDone: () => void }): JSX.Element {
  if (!chosen.checked.ok) {
    return (
      <div role="status">
        <ErrorList errors={chosen.checked.errors}>“{chosen.name}” was not put in, and nothing was changed</ErrorList>
      </div>
    );
  }
  return <Confirm name={chosen.name} text={chosen.text} checked={chosen.checked} onDone={onDone} />;
}

type ConfirmProps = { name: string; text: string; checked: Extract<CheckedAdapter, { ok: true }>; onDone: () => void };

/** What a checked adapter is and where it would work, with the button that asks for permission and puts it in. */
export function Confirm({ name, text, checked, onDone }: ConfirmProps): JSX.Element {
  const { adapter, takesOver, origins } = checked;
  const [override, setOverride] = useState(false);
  const put = useMutation({
    // It is kept even if the permission is declined, or its prompt is still open: it can be allowed later.
    mutationFn: async (): Promise<ImportAnswer> => {
      const asked = askForHosts(origins).catch(() => false);
      const answer = await call('importAdapter', { text, name, override });
      if (answer.ok) void asked.finally(onDone);
      return answer;
    },
  });
  const blocked = takesOver.length > 0 && !override;
  return (
    <section className="card" aria-label="Adapter to put in">
      <h3>{adapter.title}</h3>
      <p className="muted">
        From “{name}”: {Object.keys(adapter.read.fields).length} fields, id <code>{adapter.route.adapter}</code>.
      </p>
      {origins.length > 0 && (
        <>
          <p>It would work on these pages and on no other:</p>
          <ul className="plain-list">
            {[...adapter.route.hosts, ...(adapter.route.devHosts ?? [])].map((host) => (
              <li key={host}>
                <code>{host}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      {takesOver.length > 0 && <TakesOver takesOver={takesOver} override={override} onOverride={setOverride} />}
      <div className="admin-actions">
        <button type="button" className="button button-main" disabled={blocked} onClick={() => put.mutate()}>
          {origins.length > 0 ? 'Allow these pages and put it in' : 'Put it in'}
        </button>
        <button type="button" className="button" onClick={onDone}>
          Cancel
        </button>
      </div>
      <div role="status">
        {put.data?.ok && <p className="good">It is put in; the browser may still ask whether you allow the pages.</p>}
        {put.data && !put.data.ok && <ErrorList errors={put.data.errors}>nothing was changed</ErrorList>}
        {put.error && <p className="notice notice-bad">{put.error.message}</p>}
      </div>
    </section>
  );
}

type TakesOverProps = { takesOver: readonly TakeOver[]; override: boolean; onOverride: (value: boolean) => void };

function TakesOver({ takesOver, override, onOverride }: TakesOverProps): JSX.Element {
  return (
    <div className="notice notice-warn">
      <p>
        <strong>This file would take over what belongs to another adapter:</strong>
      </p>
      <ul className="plain-list">
        {takesOver.map(({ what, name, of }) => (
          <li key={`${what} ${name} ${of}`}>
            {what === 'id' ? 'the name' : 'the pages'} <code>{name}</code> of {of}
          </li>
        ))}
      </ul>
      <label className="check">
        <input type="checkbox" checked={override} onChange={(event) => onOverride(event.target.checked)} />I want it to
        stand in for {[...new Set(takesOver.map(({ of }) => of))].join(', ')}; stored sign-ins there are dropped
      </label>
    </div>
  );
}
