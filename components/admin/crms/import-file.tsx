import { useMutation } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { checkAdapter, type CheckedAdapter } from '@/lib/crm/import/check-file';
import type { Installed, TakeOver } from '@/lib/crm/installed';
import { ADAPTERS } from '@/lib/crm/registry';
import { call } from '@/lib/messaging/client';
import type { ImportAnswer } from '@/lib/messaging/admin-calls';
import { askForHosts } from '@/lib/queries/host-permissions';
import { mark, Rich } from '@/components/ui/rich';
import { useWords } from '@/lib/queries/use-words';
import { ErrorList } from '../error-list';
import { FilePicker } from '../file-picker';
import { TakenOver } from './brought';

type Chosen = { name: string; text: string; checked: CheckedAdapter };

/** Putting an adapter in from a file: it is checked and shown first, and needs the browser's permission for its hosts. */
export function ImportFile({ installed }: { installed: Installed }): JSX.Element {
  const { t } = useWords();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const choose = async (file: File): Promise<void> => {
    const text = await file.text();
    setChosen({ name: file.name, text, checked: check(text, installed) });
  };
  return (
    <>
      <div className="admin-actions">
        <FilePicker label={t('crms.file.put')} name={t('crms.file.name')} onFile={(file) => void choose(file)} />
      </div>
      {chosen && <Review key={`${chosen.name} ${chosen.text.length}`} chosen={chosen} onDone={() => setChosen(null)} />}
    </>
  );
}

/** Checks the text of an adapter as a file an admin chose. */
export function check(text: string, installed: Installed): CheckedAdapter {
  return checkAdapter(text, { shipped: ADAPTERS, installed, source: 'file' });
}

function Review({ chosen, onDone }: { chosen: Chosen; onDone: () => void }): JSX.Element {
  const { t } = useWords();
  if (!chosen.checked.ok) {
    return (
      <div role="status">
        <ErrorList errors={chosen.checked.errors}>{t('admin.error.file', { name: chosen.name })}</ErrorList>
      </div>
    );
  }
  return <Confirm name={chosen.name} text={chosen.text} checked={chosen.checked} onDone={onDone} />;
}

type ConfirmProps = { name: string; text: string; checked: Extract<CheckedAdapter, { ok: true }>; onDone: () => void };

/** What a checked adapter is and where it would work, with the button that asks for permission and puts it in. */
export function Confirm({ name, text, checked, onDone }: ConfirmProps): JSX.Element {
  const { t, rich, said } = useWords();
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
    <section className="card" aria-label={t('crms.file.label')}>
      <h3>{adapter.title}</h3>
      <p className="muted">
        <Rich
          parts={rich('crms.file.from', {
            name,
            count: Object.keys(adapter.read.fields).length,
            id: adapter.route.adapter,
            code: mark('code'),
          })}
        />
      </p>
      {origins.length > 0 && (
        <>
          <p>{t('crms.file.where')}</p>
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
          {origins.length > 0 ? t('crms.file.allow') : t('crms.file.do')}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {t('admin.cancel')}
        </button>
      </div>
      <div role="status">
        {put.data?.ok && <p className="good">{t('crms.file.done')}</p>}
        {put.data && !put.data.ok && <ErrorList errors={put.data.errors}>{t('admin.error.nothing')}</ErrorList>}
        {put.error && <p className="notice notice-bad">{said(put.error.message)}</p>}
      </div>
    </section>
  );
}

type TakesOverProps = { takesOver: readonly TakeOver[]; override: boolean; onOverride: (value: boolean) => void };

function TakesOver({ takesOver, override, onOverride }: TakesOverProps): JSX.Element {
  const { t, list } = useWords();
  const others = list([...new Set(takesOver.map(({ of }) => of))]);
  return (
    <div className="notice notice-warn">
      <p>
        <strong>{t('crms.file.takesOver')}</strong>
      </p>
      <ul className="plain-list">
        {takesOver.map(({ what, name, of }) => (
          <TakenOver key={`${what} ${name} ${of}`} what={what} name={name} of={of} />
        ))}
      </ul>
      <label className="check">
        <input type="checkbox" checked={override} onChange={(event) => onOverride(event.target.checked)} />
        {t('crms.file.override', { others })}
      </label>
    </div>
  );
}
