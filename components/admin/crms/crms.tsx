import type { JSX } from 'react';
import { adapterNamed, catalogOf } from '@/lib/crm/catalog';
import { ADAPTERS } from '@/lib/crm/registry';
import { allowsCrm } from '@/lib/domain/policy-rules';
import { splitTenant } from '@/lib/domain/tenant';
import type { TenantLine } from '@/lib/messaging/admin-calls';
import { useAllowedHosts } from '@/lib/queries/host-permissions';
import { useInstalled } from '@/lib/queries/use-installed';
import { usePolicyRules } from '@/lib/queries/use-policy';
import { useTenants } from '@/lib/queries/use-tenants';
import { useWords } from '@/lib/queries/use-words';
import { Lockable } from '../lockable';
import { AddCrm } from '../add/add-crm';
import { BroughtProblems } from './brought';
import { ConnectForm } from './connect-form';
import { CrmCard } from './crm-card';
import { ImportFile } from './import-file';
import { CrmRow } from './crm-row';
import { crmLines, type CrmLine } from './lines';

/** Every CRM there is an adapter for, and the ways to add one. */
export function Crms(): JSX.Element {
  const { t } = useWords();
  const installed = useInstalled();
  const allowed = useAllowedHosts();
  const rules = usePolicyRules();
  const tenants = useTenants();
  if (!installed || !allowed) return <p className="muted">{t('admin.looking')}</p>;
  const lines = crmLines(ADAPTERS, installed, allowed, rules);
  const catalog = catalogOf(ADAPTERS, installed, (id) => allowsCrm(rules, id));
  const tenantsOf = ({ id, replaced }: CrmLine): readonly TenantLine[] =>
    replaced ? [] : (tenants ?? []).filter(({ tenant }) => splitTenant(tenant).adapter === id);
  const isUsed = (line: CrmLine): boolean =>
    line.source !== 'shipped' || tenantsOf(line).length > 0 || line.places.some((place) => place.address !== null);
  const used = lines.filter(isUsed);
  const others = lines.filter((line) => !isUsed(line));
  return (
    <>
      <BroughtProblems problems={installed.problems ?? []} />
      {used.length === 0 ? (
        <p className="muted">{t('crms.none')}</p>
      ) : (
        <ul className="cards">
          {used.map((line) => (
            <CrmCard
              key={`${line.source} ${line.id}`}
              line={line}
              adapter={line.replaced ? null : adapterNamed(catalog, line.id)}
              tenants={tenantsOf(line)}
            />
          ))}
        </ul>
      )}
      <h3>{t('crms.ready')}</h3>
      <ul className="card rows">
        {others.map((line) => (
          <CrmRow key={line.id} line={line} />
        ))}
      </ul>
      <Lockable lock="adapters">
        <ConnectForm installed={installed} />
        <h3>{t('crms.unlisted')}</h3>
        <p className="muted">{t('crms.unlisted.about')}</p>
        <ImportFile installed={installed} />
        <AddCrm installed={installed} />
      </Lockable>
    </>
  );
}
