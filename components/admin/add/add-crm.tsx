import { useId, useState, type FormEvent, type JSX } from 'react';
import type { Installed } from '@/lib/crm/installed';
import { proposeRoute, type ProposedRoute } from '@/lib/crm/pick/propose-route';
import { readAddress } from '@/lib/crm/recognise';
import { askForHosts } from '@/lib/queries/host-permissions';
import type { Words } from '@/lib/i18n/words';
import { useWords } from '@/lib/queries/use-words';
import { PickFields } from './pick-fields';

type Start = { title: string; urls: readonly [string, string]; route: Extract<ProposedRoute, { ok: true }> };

/** Making an adapter by pointing: two addresses say what a deal's page is, clicks on it say where its fields are. */
export function AddCrm({ installed }: { installed: Installed }): JSX.Element {
  const [start, setStart] = useState<Start | null>(null);
  return start ? (
    <PickFields {...start} installed={installed} onDone={() => setStart(null)} />
  ) : (
    <StartForm onStart={setStart} />
  );
}

function StartForm({ onStart }: { onStart: (start: Start) => void }): JSX.Element {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const [title, setTitle] = useState('');
  const [addresses, setAddresses] = useState<readonly [string, string]>(['', '']);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const started = read(title, addresses, words);
    if (!started.ok) return setProblem(started.message);
    const allowed = await askForHosts([started.start.route.host]).catch(() => false);
    if (!allowed) return setProblem(t('crms.add.notAllowed'));
    return onStart(started.start);
  };
  return (
    <form className="card form" onSubmit={(event) => void submit(event)} noValidate>
      <h3>{t('crms.add.title')}</h3>
      <label htmlFor={`${id}-title`}>{t('crms.add.name')}</label>
      <input id={`${id}-title`} value={title} maxLength={60} onChange={(event) => setTitle(event.target.value)} />
      {(['first', 'second'] as const).map((which, at) => (
        <div key={which} className="field">
          <label htmlFor={`${id}-${at}`}>{t(`crms.add.address.${which}`)}</label>
          <input
            id={`${id}-${at}`}
            type="url"
            dir="ltr"
            inputMode="url"
            autoComplete="off"
            value={addresses[at]}
            aria-describedby={`${id}-note`}
            aria-invalid={problem !== null}
            onChange={({ target }) =>
              setAddresses(at === 0 ? [target.value, addresses[1]] : [addresses[0], target.value])
            }
          />
        </div>
      ))}
      <p id={`${id}-note`} className={problem ? 'bad' : 'muted small'} role={problem ? 'alert' : undefined}>
        {problem ?? t('crms.add.note')}
      </p>
      <button type="submit" className="button">
        {t('crms.add.start')}
      </button>
    </form>
  );
}

function read(
  title: string,
  addresses: readonly [string, string],
  { t, said }: Words,
): { ok: true; start: Start } | { ok: false; message: string } {
  if (title.trim() === '') return { ok: false, message: t('crms.add.unnamed') };
  const first = readAddress(addresses[0]);
  const second = readAddress(addresses[1]);
  if (!first.ok) return { ok: false, message: t('crms.add.bad.first', { problem: said(first.message) }) };
  if (!second.ok) return { ok: false, message: t('crms.add.bad.second', { problem: said(second.message) }) };
  const route = proposeRoute(first.url, second.url);
  if (!route.ok) return { ok: false, message: said(route.message) };
  return { ok: true, start: { title: title.trim(), urls: [first.url.href, second.url.href], route } };
}
