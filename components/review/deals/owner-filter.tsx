import { useId, useState, type JSX } from 'react';
import { useTeams, type Team } from '@/lib/queries/use-teams';
import { useWords } from '@/lib/queries/use-words';

type Owner = { id: string; name: string; deals: number };

type OwnerFilterProps = {
  tenant: string;
  owners: readonly Owner[];
  /** Owners by id; null: everybody. */
  chosen: readonly string[] | null;
  onChange: (chosen: readonly string[] | null) => void;
};

/** Whose deals: one owner's, or those of a team, which the manager puts together and which is remembered. */
export function OwnerFilter({ tenant, owners, chosen, onChange }: OwnerFilterProps): JSX.Element {
  const { t, number } = useWords();
  const id = useId();
  const { teams, save, remove } = useTeams(tenant);
  const [editing, setEditing] = useState(false);
  const team = teams.find((each) => sameOwners(each.owners, chosen));
  const value = chosen === null ? '' : team ? `team ${team.name}` : `owner ${chosen[0] ?? ''}`;
  const choose = (wanted: string): void => {
    if (wanted === '') return onChange(null);
    const found = teams.find(({ name }) => wanted === `team ${name}`);
    onChange(found?.owners ?? [wanted.replace(/^owner /, '')]);
  };
  return (
    <div className="review-choice">
      <label htmlFor={id} className="small">
        {t('review.filter.owner')}
      </label>
      <select id={id} className="input" value={value} onChange={(event) => choose(event.target.value)}>
        <option value="">{t('review.filter.any')}</option>
        {teams.length > 0 && (
          <optgroup label={t('review.team.teams')}>
            {teams.map(({ name, owners: of }) => (
              <option key={name} value={`team ${name}`}>
                {t('review.team.choice', { name, count: of.length })}
              </option>
            ))}
          </optgroup>
        )}
        <optgroup label={t('review.team.owners')}>
          {owners.map((owner) => (
            <option key={owner.id} value={`owner ${owner.id}`}>
              {t('queue.who.owner', { name: owner.name, count: number(owner.deals) })}
            </option>
          ))}
        </optgroup>
      </select>
      {owners.length > 1 && (
        <button
          type="button"
          className="link-button small"
          aria-expanded={editing}
          onClick={() => setEditing(!editing)}
        >
          {t('review.team.edit')}
        </button>
      )}
      {editing && (
        <TeamForm
          owners={owners}
          teams={teams}
          onSave={(made) => {
            save(made);
            onChange(made.owners);
            setEditing(false);
          }}
          onRemove={remove}
        />
      )}
    </div>
  );
}

type TeamFormProps = {
  owners: readonly Owner[];
  teams: readonly Team[];
  onSave: (team: Team) => void;
  onRemove: (name: string) => void;
};

function TeamForm({ owners, teams, onSave, onRemove }: TeamFormProps): JSX.Element {
  const { t } = useWords();
  const id = useId();
  const [name, setName] = useState('');
  const [members, setMembers] = useState<readonly string[]>([]);
  const ready = name.trim() !== '' && members.length > 0;
  return (
    <fieldset className="review-team small">
      <legend>{t('review.team.new')}</legend>
      <label htmlFor={id}>{t('review.team.name')}</label>
      <input id={id} className="input" value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
      <ul className="review-members">
        {owners.map((owner) => (
          <li key={owner.id}>
            <label className="review-check">
              <input
                type="checkbox"
                checked={members.includes(owner.id)}
                onChange={({ target }) =>
                  setMembers((now) => (target.checked ? [...now, owner.id] : now.filter((each) => each !== owner.id)))
                }
              />{' '}
              <bdi>{owner.name}</bdi>
            </label>
          </li>
        ))}
      </ul>
      <p className="buttons">
        <button
          type="button"
          className="button"
          disabled={!ready}
          onClick={() => onSave({ name: name.trim(), owners: members, names: namesOf(owners, members) })}
        >
          {t('review.team.save')}
        </button>
        {teams.map((team) => (
          <button key={team.name} type="button" className="link-button" onClick={() => onRemove(team.name)}>
            {t('review.team.remove', { name: team.name })}
          </button>
        ))}
      </p>
    </fieldset>
  );
}

function namesOf(owners: readonly Owner[], ids: readonly string[]): string[] {
  return owners.flatMap(({ id, name }) => (ids.includes(id) ? [name] : []));
}

function sameOwners(a: readonly string[], b: readonly string[] | null): boolean {
  return b !== null && a.length === b.length && a.every((id) => b.includes(id));
}
