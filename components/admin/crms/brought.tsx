import { useMutation } from '@tanstack/react-query';
import type { JSX } from 'react';
import type { BroughtProblem, TakeOver } from '@/lib/crm/installed';
import { call } from '@/lib/messaging/client';
import { askForHosts } from '@/lib/queries/host-permissions';
import { mark, Rich } from '@/components/ui/rich';
import { useWords } from '@/lib/queries/use-words';
import { ErrorList } from '../error-list';
import { Lockable } from '../lockable';
import type { CrmLine } from './lines';

/** Hosts that a pack or policy asks for: neither can allow them, the user of this browser can. */
export function Wants({ line }: { line: CrmLine }): JSX.Element | null {
  const { t } = useWords();
  const { wants, source, title, waitsFor, blocked, replaced } = line;
  if (wants.length === 0 || waitsFor.length > 0 || blocked || replaced) return null;
  return (
    <div className="notice notice-warn" data-wants={line.id}>
      <p>{source === 'policy' ? t('crms.wants.policy', { title }) : t('crms.wants.pack', { title })}</p>
      <ul className="plain-list">
        {wants.map((host) => (
          <li key={host}>
            <code>{host}</code>
          </li>
        ))}
      </ul>
      <button type="button" className="button button-main" onClick={() => void askForHosts(wants).catch(() => false)}>
        {t('crms.wants.allow', { count: wants.length })}
      </button>
    </div>
  );
}

/** An adapter of a pack that would take over what belongs to another: it waits until an admin says so. */
export function Waits({ line }: { line: CrmLine }): JSX.Element | null {
  const { t, list, said } = useWords();
  const confirm = useMutation({ mutationFn: () => call('confirmAdapter', { id: line.id, source: 'pack' }) });
  if (line.waitsFor.length === 0) return null;
  const others = list([...new Set(line.waitsFor.map(({ of }) => of))]);
  return (
    <div className="notice notice-warn" data-waits={line.id}>
      <p>{t('crms.waits')}</p>
      <ul className="plain-list">
        {line.waitsFor.map(({ what, name, of }) => (
          <TakenOver key={`${what} ${name} ${of}`} what={what} name={name} of={of} />
        ))}
      </ul>
      <Lockable lock="adapters">
        <button type="button" className="button" onClick={() => confirm.mutate()}>
          {t('crms.waits.do', { others })}
        </button>
      </Lockable>
      {confirm.error && <p className="bad">{said(confirm.error.message)}</p>}
    </div>
  );
}

/** What another adapter would lose, as one line of a list. */
export function TakenOver({ what, name, of }: TakeOver): JSX.Element {
  const { rich } = useWords();
  const args = { name, of, code: mark('code') };
  return (
    <li>
      <Rich parts={what === 'id' ? rich('crms.takes.id', args) : rich('crms.takes.pages', args)} />
    </li>
  );
}

/** Adapters of a pack or policy that cannot be used: every error of each. */
export function BroughtProblems({ problems }: { problems: readonly BroughtProblem[] }): JSX.Element {
  const { t } = useWords();
  return (
    <>
      {problems.map(({ source, from, index, errors }) => (
        <ErrorList key={`${source} ${index}`} errors={errors}>
          {t('admin.error.brought', { number: index + 1, from })}
        </ErrorList>
      ))}
    </>
  );
}
