import { useId, type JSX } from 'react';
import type { Me } from '@/lib/domain/me';
import type { QueueAnswer } from '@/lib/queries/use-queue';
import { useWords } from '@/lib/queries/use-words';

type Owners = QueueAnswer['owners'];
const EVERYBODY = 'everybody';

/** Asked once for each CRM and remembered: whose deals are the rep's is never guessed. */
export function WhoAmI({
  owners,
  known,
  onChoose,
}: {
  owners: Owners;
  known: number;
  onChoose: (me: Me) => void;
}): JSX.Element {
  const { t } = useWords();
  return (
    <div className="message">
      <p className="message-title">{t('queue.who.title')}</p>
      <p className="small muted">
        {owners.length === 0 ? t('queue.who.none') : t('queue.who.choose', { count: known })}
      </p>
      <OwnerSelect owners={owners} known={known} chosen="" onChoose={onChoose} />
    </div>
  );
}

type OwnerProps = {
  me: NonNullable<QueueAnswer['me']>;
  answer: QueueAnswer;
  onChoose: (me: Me) => void;
};

/** Whose queue this is, how that is known, and the way to say otherwise. */
export function Owner({ me: { who, from }, answer, onChoose }: OwnerProps): JSX.Element {
  const { t } = useWords();
  const { owners, counts } = answer;
  const at = who.everybody ? EVERYBODY : String(owners.findIndex(({ id, name }) => id === who.id && name === who.name));
  return (
    <div className="queue-owner">
      <OwnerSelect owners={owners} known={counts.known} chosen={at} onChoose={onChoose} />
      {from === 'signIn' && <p className="small muted">{t('queue.who.signIn')}</p>}
      {counts.ownerUnknown > 0 && (
        <p className="small muted">{t('queue.who.ownerUnknown', { count: counts.ownerUnknown })}</p>
      )}
    </div>
  );
}

type SelectProps = { owners: Owners; known: number; chosen: string; onChoose: (me: Me) => void };

function OwnerSelect({ owners, known, chosen, onChoose }: SelectProps): JSX.Element {
  const { t, number } = useWords();
  const id = useId();
  const choose = (value: string): void => {
    if (value === EVERYBODY) return onChoose({ everybody: true });
    const owner = owners[Number(value)];
    if (value !== '' && owner) onChoose({ everybody: false, id: owner.id, name: owner.name });
  };
  // The owner that was chosen may have no open deal any more.
  const value = chosen === '-1' ? '' : chosen;
  return (
    <p className="queue-who">
      <label htmlFor={id}>{t('queue.who.label')}</label>
      <select id={id} className="input" value={value} onChange={(event) => choose(event.target.value)}>
        {value === '' && <option value="">{chosen === '-1' ? t('queue.who.gone') : t('queue.who.prompt')}</option>}
        {owners.map((owner, at) => (
          <option key={owner.id ?? owner.name} value={at}>
            {t('queue.who.owner', {
              name: owner.name ?? t('queue.who.unnamed', { id: owner.id ?? '' }),
              count: number(owner.deals),
            })}
          </option>
        ))}
        <option value={EVERYBODY}>{t('queue.who.everybody', { count: number(known) })}</option>
      </select>
    </p>
  );
}
