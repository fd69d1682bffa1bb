import type { JSX } from 'react';
import { DEAL_FIELDS } from '@/lib/domain/fields';
import { splitTenant } from '@/lib/domain/tenant';
import type { HealthLine } from '@/lib/messaging/crm-calls';
import { useHealth } from '@/lib/queries/use-health';
import { useWords } from '@/lib/queries/use-words';
import type { Words } from '@/lib/i18n/words';

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
  const words = useWords();
  const { t, list } = words;
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
              <th scope="row">{labelOf(line.field, words)}</th>
              <td>
                <meter
                  min={0}
                  max={Math.max(1, line.of)}
                  value={line.readable}
                  aria-label={labelOf(line.field, words)}
                />{' '}
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
          {t('admin.health.never', { fields: list(never.map(({ field }) => labelOf(field, words))) })}
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

function labelOf(field: string, { said }: Words): string {
  const labels: Readonly<Record<string, { label: string }>> = DEAL_FIELDS;
  const label = labels[field]?.label;
  return label === undefined ? field.replace(/^custom\./, '').replaceAll('_', ' ') : said(label);
}
