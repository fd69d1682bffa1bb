import { useId, useState, type FormEvent, type JSX } from 'react';
import type { Adapter } from '@/lib/crm/adapter-schema';
import { signInAddresses, signInWays, type SignInWay } from '@/lib/crm/sign-in-ways';
import { originPattern } from '@/lib/crm/patterns';
import { splitTenant } from '@/lib/domain/tenant';
import { askForHosts } from '@/lib/queries/host-permissions';
import { useWords } from '@/lib/queries/use-words';
import { useTenantCall } from '@/lib/queries/use-tenants';

/** The ways to sign in to a CRM's API, one form each. */
export function Connect({ tenant, adapter }: { tenant: string; adapter: Adapter }): JSX.Element {
  const { t } = useWords();
  const { origin } = splitTenant(tenant);
  return (
    <details className="connect">
      <summary>{t('crms.sign.title')}</summary>
      {signInWays(adapter).map((way) =>
        way.oauth ? (
          <OAuthForm
            key={way.id}
            tenant={tenant}
            way={way}
            server={signInAddresses(adapter, way.id, origin)?.token ?? null}
          />
        ) : (
          <TokenForm key={way.id} tenant={tenant} way={way} />
        ),
      )}
    </details>
  );
}

const VISIBLE = /^[!-~]+$/;

function TokenForm({ tenant, way }: { tenant: string; way: SignInWay }): JSX.Element {
  const { t, said } = useWords();
  const id = useId();
  const connect = useTenantCall('connectToken');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const entered = new FormData(form);
    const text = (name: string): string => {
      const value = entered.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    if (!VISIBLE.test(text('token'))) return setProblem(t('crms.sign.paste'));
    const missing = way.wants.find((name) => !VISIBLE.test(text(name)));
    if (missing) return setProblem(t(`crms.sign.missing.${missing}`));
    setProblem(null);
    // Asked in the click itself. Declined, the token is kept, and the first call says what is missing.
    void askForHosts(way.hosts.map(originPattern)).catch(() => false);
    const account = Object.fromEntries(way.wants.map((name) => [name, text(name)]));
    connect.mutate({ tenant, way: way.id, token: text('token'), ...account });
    form.reset(); // it stays nowhere in the page
    return undefined;
  };
  return (
    <form className="form" onSubmit={submit} noValidate>
      <h4>{said(way.title)}</h4>
      <label htmlFor={`${id}-token`}>{t('crms.sign.token')}</label>
      <input
        id={`${id}-token`}
        name="token"
        type="password"
        autoComplete="off"
        spellCheck={false}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-note`}
      />
      {way.wants.map((name) => (
        <div key={name} className="field">
          <label htmlFor={`${id}-${name}`}>{t(`crms.sign.${name}`)}</label>
          <input id={`${id}-${name}`} name={name} autoComplete="off" />
        </div>
      ))}
      <p id={`${id}-note`} className={problem ? 'bad' : 'muted small'} role={problem ? 'alert' : undefined}>
        {problem ?? t('crms.sign.tokenNote')}
      </p>
      <button type="submit" className="button button-main">
        {t('crms.sign.save')}
      </button>
      {connect.error && (
        <p className="bad" role="alert">
          {said(connect.error.message)}
        </p>
      )}
    </form>
  );
}

type OAuthFormProps = { tenant: string; way: SignInWay; server: string | null };

function OAuthForm({ tenant, way, server }: OAuthFormProps): JSX.Element {
  const { t, said } = useWords();
  const id = useId();
  const wantsSecret = way.oauth?.secret !== undefined;
  const [clientId, setClientId] = useState('');
  const [clientSecret, setClientSecret] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const signIn = useTenantCall('signIn');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!VISIBLE.test(clientId.trim())) return setProblem(t('crms.sign.clientMissing'));
    if (wantsSecret && !VISIBLE.test(clientSecret.trim())) return setProblem(t('crms.sign.secretMissing'));
    setProblem(null);
    if (server === null) return setProblem(t('crms.sign.noServer'));
    const allowed = await askForHosts([`${new URL(server).protocol}//${new URL(server).hostname}/*`]).catch(
      () => false,
    );
    if (!allowed) return setProblem(t('crms.sign.notAllowed'));
    setClientSecret(''); // it stays nowhere in the page
    return signIn.mutate({
      tenant,
      way: way.id,
      clientId: clientId.trim(),
      ...(wantsSecret ? { clientSecret: clientSecret.trim() } : {}),
    });
  };
  const refused = signIn.data && !signIn.data.ok ? signIn.data.message : (signIn.error?.message ?? null);
  return (
    <form className="form" onSubmit={(event) => void submit(event)} noValidate>
      <h4>{said(way.title)}</h4>
      <label htmlFor={`${id}-client`}>{t('crms.sign.client')}</label>
      <input
        id={`${id}-client`}
        value={clientId}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-note`}
        onChange={(event) => setClientId(event.target.value)}
      />
      {wantsSecret && (
        <>
          <label htmlFor={`${id}-secret`}>{t('crms.sign.secret')}</label>
          <input
            id={`${id}-secret`}
            type="password"
            value={clientSecret}
            autoComplete="off"
            spellCheck={false}
            aria-describedby={`${id}-note`}
            onChange={(event) => setClientSecret(event.target.value)}
          />
        </>
      )}
      <p id={`${id}-note`} className={problem ? 'bad' : 'muted small'} role={problem ? 'alert' : undefined}>
        {problem ?? t(wantsSecret ? 'crms.sign.secretNote' : 'crms.sign.clientNote')}
      </p>
      <button type="submit" className="button button-main" disabled={signIn.isPending}>
        {signIn.isPending ? t('crms.sign.waiting') : t('crms.sign.do')}
      </button>
      {refused && (
        <p className="bad" role="alert">
          {said(refused)}
        </p>
      )}
    </form>
  );
}
