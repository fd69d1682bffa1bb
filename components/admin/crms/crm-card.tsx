import { useMutation } from '@tanstack/react-query';
import type { JSX } from 'react';
import type { Adapter } from '@/lib/crm/adapter-schema';
import { originPattern } from '@/lib/crm/patterns';
import { call } from '@/lib/messaging/client';
import type { TenantLine } from '@/lib/messaging/admin-calls';
import { askForHosts } from '@/lib/queries/host-permissions';
import type { CrmLine, Place } from './lines';
import { Lockable } from '../lockable';
import { Waits, Wants } from './brought';
import { Tenant } from './tenant';

/** How an adapter was tried. */
export const PROOFS = {
  real: 'tried on the real program',
  fixture: 'tried on a model of its pages',
  contract: 'tried on a server that answers as it documents',
  source: 'written from its source, not tried live',
} as const;

type CrmCardProps = { line: CrmLine; adapter: Adapter | null; tenants: readonly TenantLine[] };

/** One CRM: where it may be worked on, where it came from, what is connected there, and how to take it out. */
export function CrmCard({ line, adapter, tenants }: CrmCardProps): JSX.Element {
  const remove = useMutation({ mutationFn: () => call('removeAdapter', { id: line.id }) });
  const declined = line.places.filter((place) => !place.allowed).map((place) => originPattern(place.pattern));
  return (
    <li className="card" data-crm={line.id} data-source={line.source}>
      <div className="card-head">
        <h3>{line.title}</h3>
        <State line={line} />
      </div>
      <p className="muted small">
        {ORIGINS[line.source]}
        {line.from !== null && line.source !== 'policy' && ` “${line.from}”`}, {PROOFS[line.proof]}.
      </p>
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
            Allow {declined.length === 1 ? 'this page' : 'these pages'}
          </button>
        )}
        {line.source === 'file' && (
          <Lockable lock="adapters">
            <button type="button" className="button" onClick={() => remove.mutate()}>
              Remove {line.title}
            </button>
          </Lockable>
        )}
      </div>
    </li>
  );
}

const ORIGINS: Readonly<Record<CrmLine['source'], string>> = {
  shipped: 'Shipped',
  file: 'From',
  pack: 'With the rule pack',
  policy: 'By your organisation’s policy',
};

/** Whether the panel works there. */
export function State({ line }: { line: CrmLine }): JSX.Element {
  if (line.blocked) return <span className="state state-warn">not allowed by your organisation’s policy</span>;
  if (line.waitsFor.length > 0) return <span className="state state-warn">waits for your word</span>;
  if (line.replaced) return <span className="state">replaced by another adapter</span>;
  if (line.places.length === 0) return <span className="state">no address yet</span>;
  if (line.places.some((place) => !place.allowed)) return <span className="state state-warn">not allowed yet</span>;
  return <span className="state state-good">reads the page</span>;
}

const SHOWN = 3;

/** Where it works; a long list is folded. */
function Places({ places }: { places: readonly Place[] }): JSX.Element | null {
  if (places.length === 0) return null;
  const shown = places.filter((place, at) => at < SHOWN || place.address !== null || !place.allowed);
  const rest = places.filter((place) => !shown.includes(place));
  return (
    <>
      <PlaceList places={shown} />
      {rest.length > 0 && (
        <details>
          <summary className="muted small">and {rest.length} more</summary>
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
  const { address } = place;
  const remove = useMutation({ mutationFn: (at: { origin: string; path: string }) => call('removeAddress', at) });
  return (
    <li>
      <code>{address ? `${address.origin}${address.path}` : place.pattern}</code>
      {!place.allowed && <span className="warn"> the browser was not allowed to work here</span>}
      {address && (
        <button type="button" className="link-button" onClick={() => remove.mutate(address)}>
          Remove
        </button>
      )}
    </li>
  );
}
