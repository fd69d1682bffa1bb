import type { JSX } from 'react';
import { DEAL_FIELDS } from '@/lib/domain/fields';
import { splitTenant } from '@/lib/domain/tenant';
import type { HealthLine } from '@/lib/messaging/crm-calls';
import { useHealth } from '@/lib/queries/use-health';

/** Which fields can be read of each CRM: a field that stops being readable is the page's doing, never a gap. */
export function Health(): JSX.Element {
  const lines = useHealth();
  if (!lines) return <p className="muted">Looking…</p>;
  if (lines.length === 0) {
    return <p className="muted">No deal was read yet. Open one in your CRM, and this fills by itself.</p>;
  }
  const tenants = [...new Set(lines.map(({ tenant }) => tenant))];
  return (
    <>
      {tenants.map((tenant) => (
        <TenantHealth key={tenant} tenant={tenant} lines={lines.filter((line) => line.tenant === tenant)} />
      ))}
    </>
  );
}

function TenantHealth({ tenant, lines }: { tenant: string; lines: readonly HealthLine[] }): JSX.Element {
  const changed = lines.filter((line) => line.changed).length;
  const shown = lines.filter(({ lastReadableAt }) => lastReadableAt !== null);
  const never = lines.filter(({ lastReadableAt }) => lastReadableAt === null);
  return (
    <section className="card" data-health={tenant}>
      <div className="card-head">
        <h3>{new URL(splitTenant(tenant).origin).host}</h3>
        {changed > 0 && (
          <span className="state state-warn">
            the page changed: {changed} {changed === 1 ? 'field' : 'fields'}
          </span>
        )}
      </div>
      <table className="health">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Readable</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <tr key={line.field}>
              <th scope="row">{labelOf(line.field)}</th>
              <td>
                <meter min={0} max={Math.max(1, line.of)} value={line.readable} aria-label={labelOf(line.field)} />{' '}
                {line.readable} of {line.of}
              </td>
              <td>
                <State line={line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {never.length > 0 && (
        <p className="muted small">
          Never shown on these pages: {never.map(({ field }) => labelOf(field)).join(', ')}.
        </p>
      )}
    </section>
  );
}

function State({ line: { readable, of, lastReadableAt, changed } }: { line: HealthLine }): JSX.Element {
  if (readable === of) return <span className="good">readable</span>;
  const last = lastReadableAt === null ? 'never' : new Date(lastReadableAt).toLocaleDateString();
  if (changed) return <span className="bad">the page changed; last read {last}</span>;
  return <span className="muted">not on every page; last read {last}</span>;
}

function labelOf(field: string): string {
  const labels: Readonly<Record<string, { label: string }>> = DEAL_FIELDS;
  return labels[field]?.label ?? field.replace(/^custom\./, '').replaceAll('_', ' ');
}
