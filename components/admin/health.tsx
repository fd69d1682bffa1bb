import type { JSX } from 'react';
import { DEAL_FIELDS } from '@/lib/domain/fields';
import { splitTenant } from '@/lib/domain/tenant';
import type { HealthLine } from '@/lib/messaging/crm-calls';
import { useHealth } from '@/lib/queries/use-health';
import { usePack } from '@/lib/queries/use-pack';
import { useWords } from '@/lib/queries/use-words';

/** Which fields can be read of each CRM: a field that stops being readable is the page's doing, never a gap. */
export function Health(): JSX.Element {
  const { t } = useWords();
  const lines = useHealth();
  if (!lines) return <p className="muted">{t('admin.looking')}</p>;
  if (lines.length === 0) {
    return <p className="muted">{t('admin.health.none')}</p>;
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
  const { t, list } = useWords();
  const labelOf = useLabels();
  const changed = lines.filter((line) => line.changed).length;
  const shown = lines.filter(({ lastReadableAt }) => lastReadableAt !== null);
  const never = lines.filter(({ lastReadableAt }) => lastReadableAt === null);
  return (
    <section className="card" data-health={tenant}>
      <div className="card-head">
        <h3>{new URL(splitTenant(tenant).origin).host}</h3>
        {changed > 0 && <span className="state state-warn">{t('admin.health.changed', { count: changed })}</span>}
      </div>
      <table className="health">
        <thead>
          <tr>
            <th scope="col">{t('admin.health.field')}</th>
            <th scope="col">{t('admin.health.readable')}</th>
            <th scope="col">{t('admin.health.state')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <tr key={line.field}>
              <th scope="row">{labelOf(line.field)}</th>
              <td>
                <meter min={0} max={Math.max(1, line.of)} value={line.readable} aria-label={labelOf(line.field)} />{' '}
                {t('admin.health.of', { readable: line.readable, of: line.of })}
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
          {t('admin.health.never', { fields: list(never.map(({ field }) => labelOf(field))) })}
        </p>
      )}
    </section>
  );
}

function State({ line: { readable, of, lastReadableAt, changed } }: { line: HealthLine }): JSX.Element {
  const { t, localDay } = useWords();
  if (readable === of) return <span className="good">{t('admin.health.good')}</span>;
  if (lastReadableAt === null) return <span className="muted">{t('admin.health.notEveryNever')}</span>;
  const day = localDay(lastReadableAt);
  if (changed) return <span className="bad">{t('admin.health.pageChanged', { day })}</span>;
  return <span className="muted">{t('admin.health.notEvery', { day })}</span>;
}

/** What a field is called: a deal's own field by its name, a custom one as the rules in use call it. */
function useLabels(): (field: string) => string {
  const { said } = useWords();
  const custom = new Map((usePack()?.pack?.fields ?? []).map(({ key, label }): [string, string] => [key, label]));
  const labels: Readonly<Record<string, { label: string }>> = DEAL_FIELDS;
  return (field) => {
    const label = labels[field]?.label;
    if (label !== undefined) return said(label);
    return custom.get(field) ?? field.replace(/^custom\./, '').replaceAll('_', ' ');
  };
}
