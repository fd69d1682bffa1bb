import { useId, type JSX } from 'react';
import type { Me } from '@/lib/domain/me';
import type { QueueAnswer } from '@/lib/queries/use-queue';
import { plural } from './texts';

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
  return (
    <div className="message">
      <p className="message-title">Which deals are yours?</p>
      <div className="small muted">
        {owners.length === 0 ? (
          <p>This CRM shows no owner where Fairlead reads {plural(known, 'deal', 'deals')}, so only you can say.</p>
        ) : (
          <p>Choose yourself among the owners of {plural(known, 'open deal', 'open deals')} read here.</p>
        )}
      </div>
      <OwnerSelect owners={owners} known={known} chosen="" onChoose={onChoose} />
    </div>
  );
}

type OwnerProps = {
  me: NonNullable<QueueAnswer['me']>;
  answer: QueueAnswer;
  onChange: () => void;
  onChoose: (me: Me) => void;
};

/** Whose queue this is, how that is known, and the way to say otherwise. */
export function Owner({ me: { who, from }, answer, onChoose }: OwnerProps): JSX.Element {
  const { owners, counts } = answer;
  const at = who.everybody ? EVERYBODY : String(owners.findIndex(({ id, name }) => id === who.id && name === who.name));
  return (
    <div className="queue-owner">
      <OwnerSelect owners={owners} known={counts.known} chosen={at} onChoose={onChoose} />
      {from === 'signIn' && <p className="small muted">From the sign-in to the CRM.</p>}
      {counts.ownerUnknown > 0 && (
        <p className="small muted">
          {plural(counts.ownerUnknown, 'deal whose owner', 'deals whose owners')} could not be read{' '}
          {counts.ownerUnknown === 1 ? 'is' : 'are'} not here.
        </p>
      )}
    </div>
  );
}

type SelectProps = { owners: Owners; known: number; chosen: string; onChoose: (me: Me) => void };

function OwnerSelect({ owners, known, chosen, onChoose }: SelectProps): JSX.Element {
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
      <label htmlFor={id}>I am</label>
      <select id={id} className="input" value={value} onChange={(event) => choose(event.target.value)}>
        {value === '' && <option value="">{chosen === '-1' ? 'someone without open deals' : 'Choose…'}</option>}
        {owners.map((owner, at) => (
          <option key={owner.id ?? owner.name} value={at}>
            {owner.name ?? `Owner ${owner.id ?? ''}`} ({owner.deals.toLocaleString()})
          </option>
        ))}
        <option value={EVERYBODY}>Show everybody’s deals ({known.toLocaleString()})</option>
      </select>
    </p>
  );
}
