import { useMutation } from '@tanstack/react-query';
import type { JSX } from 'react';
import { isLocked } from '@/lib/domain/policy-rules';
import { usePackStatus } from '@/lib/queries/use-pack-status';
import { usePolicyRules } from '@/lib/queries/use-policy';
import { useWords } from '@/lib/queries/use-words';
import { METHODS, methodOf, takeMethod, type Method } from './packs';

/** Which rules: one of the sales methods that the extension brings. */
export function PackStep(): JSX.Element {
  const { t } = useWords();
  const status = usePackStatus() ?? null;
  const rules = usePolicyRules();
  const take = useMutation({ mutationFn: takeMethod });
  const inUse = methodOf(status);
  const elsewhere = status !== null && inUse === null;
  const fixed = status?.channel === 'managed' || status?.channel === 'subscription' || isLocked(rules, 'packFiles');
  const refused = take.data?.ok === false ? take.data.errors.map(({ message }) => message).join(' ') : null;
  const chosen = take.isPending ? take.variables : inUse;
  return (
    <>
      <p>{t('welcome.pack.about')}</p>
      {elsewhere && <p className="notice">{t('welcome.pack.elsewhere', { pack: status.title })}</p>}
      <fieldset className="welcome-packs" disabled={fixed}>
        <legend className="visually-hidden">{t('welcome.pack.title')}</legend>
        {METHODS.map((method) => (
          <Choice key={method} method={method} chosen={chosen === method} onChoose={() => take.mutate(method)} />
        ))}
      </fieldset>
      <p className="small" role="status">
        {take.data?.ok === true && inUse !== null && t('welcome.pack.taken', { pack: t(`welcome.method.${inUse}`) })}
      </p>
      {(refused !== null || take.error) && (
        <p className="small bad" role="alert">
          {refused ?? take.error?.message}
        </p>
      )}
      <p className="small muted">{t('welcome.pack.later')}</p>
    </>
  );
}

type ChoiceProps = { method: Method; chosen: boolean; onChoose: () => void };

function Choice({ method, chosen, onChoose }: ChoiceProps): JSX.Element {
  const { t } = useWords();
  return (
    <label className="welcome-pack">
      <input type="radio" name="method" checked={chosen} onChange={onChoose} />
      <span>
        <strong>{t(`welcome.method.${method}`)}</strong>{' '}
        <span className="small muted">{t(`welcome.means.${method}`)}</span>
      </span>
    </label>
  );
}
