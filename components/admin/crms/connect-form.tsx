import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent, type JSX } from 'react';
import { catalogOf } from '@/lib/crm/catalog';
import type { Installed } from '@/lib/crm/installed';
import { readAddress, recognise, type Likely } from '@/lib/crm/recognise';
import { ADAPTERS } from '@/lib/crm/registry';
import { call } from '@/lib/messaging/client';
import { askForHosts } from '@/lib/queries/host-permissions';
import { useWords } from '@/lib/queries/use-words';

/** Written alike in every language. */
const EXAMPLE = 'https://crm.example.com/…';

/** Adding the address of a CRM on a firm's own server; which CRM it is is seen from a deal's address. */
export function ConnectForm({ installed }: { installed: Installed }): JSX.Element {
  const { t, said } = useWords();
  const id = useId();
  const [address, setAddress] = useState('');
  const [picked, setPicked] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { adapters } = catalogOf(ADAPTERS, installed);
  const given = readAddress(address);
  const likely = given.ok ? recognise(adapters, given.url) : [];
  const adapter = picked ?? likely[0]?.adapter ?? '';
  const connect = useMutation({
    mutationFn: (site: Likely & { origin: string }) => call('addAddress', site),
    onSuccess: () => {
      setAddress('');
      setPicked(null);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!given.ok) return setProblem(said(given.message));
    if (adapter === '') return setProblem(t('crms.own.unsaid'));
    setProblem(null);
    // Asked in the click itself; the address is kept even if it is declined, and can be allowed later.
    void askForHosts([`${given.url.protocol}//${given.url.hostname}/*`]).catch(() => false);
    const where = likely.find((one) => one.adapter === adapter) ?? { adapter, path: '/' };
    return connect.mutate({ ...where, origin: given.url.origin });
  };
  return (
    <form className="card form" onSubmit={submit} noValidate>
      <h3>{t('crms.own.title')}</h3>
      <label htmlFor={`${id}-address`}>{t('crms.own.address')}</label>
      <input
        id={`${id}-address`}
        type="url"
        inputMode="url"
        value={address}
        dir="ltr"
        placeholder={EXAMPLE}
        autoComplete="off"
        aria-describedby={`${id}-note`}
        aria-invalid={problem !== null}
        onChange={(event) => setAddress(event.target.value)}
      />
      <label htmlFor={`${id}-crm`}>{t('crms.own.crm')}</label>
      <select id={`${id}-crm`} value={adapter} onChange={(event) => setPicked(event.target.value)}>
        <option value="">{t('crms.own.which')}</option>
        {adapters.map(({ title, route }) => (
          <option key={route.adapter} value={route.adapter}>
            {title}
          </option>
        ))}
      </select>
      <p id={`${id}-note`} className={problem ? 'bad' : 'muted small'} role={problem ? 'alert' : undefined}>
        {problem ?? t(noteOn(likely.length, picked !== null))}
      </p>
      <button type="submit" className="button button-main">
        {t('crms.own.do')}
      </button>
      {connect.error && (
        <p className="bad" role="alert">
          {said(connect.error.message)}
        </p>
      )}
    </form>
  );
}

function noteOn(likely: number, picked: boolean): 'crms.own.note' | 'crms.own.one' | 'crms.own.several' {
  if (picked || likely === 0) return 'crms.own.note';
  return likely === 1 ? 'crms.own.one' : 'crms.own.several';
}
