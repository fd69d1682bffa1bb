import { useMutation } from '@tanstack/react-query';
import type { JSX } from 'react';
import type { Adapter } from '@/lib/crm/adapter-schema';
import { originPattern } from '@/lib/crm/patterns';
import { call } from '@/lib/messaging/client';
import type { TenantLine } from '@/lib/messaging/admin-calls';
import { askForHosts } from '@/lib/queries/host-permissions';
import { useWords } from '@/lib/queries/use-words';
import type { CrmLine, Place } from './lines';
import { Lockable } from '../lockable';
import { Waits, Wants } from './brought';
import { Tenant } from './tenant';

type CrmCardProps = { line: CrmLine; adapter: Adapter | null; tenants: readonly TenantLine[] };

/** One CRM: where it may be worked on, where it came from, what is connected there, and how to take it out. */
export function CrmCard({ line, adapter, tenants }: CrmCardProps): JSX.Element {
  const { t } = useWords();
  const remove = useMutation({ mutationFn: () => call('removeAdapter', { id: line.id }) });
  const declined = line.places.filter((place) => !place.allowed).map((place) => originPattern(place.pattern));
  return (
    <li className="card" data-crm={line.id} data-source={line.source}>
      <div className="card-head">
        <h3>{line.title}</h3>
        <State line={line} />
      </div>
      <p className="muted small">{t(`crms.about.${line.source}.${line.proof}`, { from: line.from ?? '' })}</p>
      <Wants line={line} />
      <Waits line={line} />
      <Places places={line.places} />
      {tenants.length > 0 && (
        <ul className="tenants">
          {tenants.map((tenant) => (
            <Tenant key={tenant.tenant} line={tenant} adapter={adapter} blocked={line.blocked} />
          ))}
        </ul>
      )}
      <div className="admin-actions">
        {declined.length > 0 && line.wants.length === 0 && !line.blocked && (
          <button type="button" className="button button-main" onClick={() => void askForHosts(declined)}>
            {t('crms.allow', { count: declined.length })}
          </button>
        )}
        {line.source === 'file' && (
          <Lockable lock="adapters">
            <button type="button" className="button" onClick={() => remove.mutate()}>
              {t('crms.remove', { title: line.title })}
            </button>
          </Lockable>
        )}
      </div>
    </li>
  );
}

/** Whether the panel works there. */
export function State({ line }: { line: CrmLine }): JSX.Element {
  const { t } = useWords();
  if (line.blocked) return <span className="state state-warn">{t('crms.state.blocked')}</span>;
  if (line.waitsFor.length > 0) return <span className="state state-warn">{t('crms.state.waits')}</span>;
  if (line.replaced) return <span className="state">{t('crms.state.replaced')}</span>;
  if (line.places.length === 0) return <span className="state">{t('crms.state.noAddress')}</span>;
  if (line.places.some((place) => !place.allowed))
    return <span className="state state-warn">{t('crms.state.notAllowed')}</span>;
  return <span className="state state-good">{t('crms.state.reads')}</span>;
}

const SHOWN = 3;

/** Where it works; a long list is folded. */
function Places({ places }: { places: readonly Place[] }): JSX.Element | null {
  const { t } = useWords();
  if (places.length === 0) return null;
  const shown = places.filter((place, at) => at < SHOWN || place.address !== null || !place.allowed);
  const rest = places.filter((place) => !shown.includes(place));
  return (
    <>
      <PlaceList places={shown} />
      {rest.length > 0 && (
        <details>
          <summary className="muted small">{t('admin.rest', { count: rest.length })}</summary>
          <PlaceList places={rest} />
        </details>
      )}
    </>
  );
}

function PlaceList({ places }: { places: readonly Place[] }): JSX.Element {
  return (
    <ul className="places">
      {places.map((place) => (
        <PlaceRow key={`${place.pattern} ${place.address?.origin ?? ''}`} place={place} />
      ))}
    </ul>
  );
}

function PlaceRow({ place }: { place: Place }): JSX.Element {
  const { t } = useWords();
  const { address } = place;
  const remove = useMutation({ mutationFn: (at: { origin: string; path: string }) => call('removeAddress', at) });
  return (
    <li>
      <code>{address ? `${address.origin}${address.path}` : place.pattern}</code>
      {!place.allowed && <span className="warn"> {t('crms.place.declined')}</span>}
      {address && (
        <button type="button" className="link-button" onClick={() => remove.mutate(address)}>
          {t('admin.remove')}
        </button>
      )}
    </li>
  );
}
