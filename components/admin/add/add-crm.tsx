import { useId, useState, type FormEvent, type JSX } from 'react';
import type { Installed } from '@/lib/crm/installed';
import { proposeRoute, type ProposedRoute } from '@/lib/crm/pick/propose-route';
import { readAddress } from '@/lib/crm/recognise';
import { askForHosts } from '@/lib/queries/host-permissions';
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
  const id = useId();
  const [title, setTitle] = useState('');
  const [addresses, setAddresses] = useState<readonly [string, string]>(['', '']);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const started = read(title, addresses);
    if (!started.ok) return setProblem(started.message);
    const allowed = await askForHosts([started.start.route.host]).catch(() => false);
    if (!allowed) return setProblem('Without the permission for this site nothing can be picked on it.');
    return onStart(started.start);
  };
  return (
    <form className="card form" onSubmit={(event) => void submit(event)} noValidate>
      <h3>Add a CRM by pointing at its fields</h3>
      <label htmlFor={`${id}-title`}>Name of the CRM</label>
      <input id={`${id}-title`} value={title} maxLength={60} onChange={(event) => setTitle(event.target.value)} />
      {(['Address of a deal', 'Address of another deal'] as const).map((label, at) => (
        <div key={label} className="field">
          <label htmlFor={`${id}-${at}`}>{label}</label>
          <input
            id={`${id}-${at}`}
            type="url"
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
        {problem ?? 'What the two addresses have in common is how every deal is recognised.'}
      </p>
      <button type="submit" className="button">
        Allow this site and start
      </button>
    </form>
  );
}

function read(
  title: string,
  addresses: readonly [string, string],
): { ok: true; start: Start } | { ok: false; message: string } {
  if (title.trim() === '') return { ok: false, message: 'Give the CRM a name.' };
  const first = readAddress(addresses[0]);
  const second = readAddress(addresses[1]);
  if (!first.ok) return { ok: false, message: `First address: ${first.message}` };
  if (!second.ok) return { ok: false, message: `Second address: ${second.message}` };
  const route = proposeRoute(first.url, second.url);
  if (!route.ok) return route;
  return { ok: true, start: { title: title.trim(), urls: [first.url.href, second.url.href], route } };
}
