import { useMutation } from '@tanstack/react-query';
import type { JSX } from 'react';
import type { BroughtProblem } from '@/lib/crm/installed';
import { call } from '@/lib/messaging/client';
import { askForHosts } from '@/lib/queries/host-permissions';
import { ErrorList } from '../error-list';
import { Lockable } from '../lockable';
import type { CrmLine } from './lines';

/** Hosts that a pack or policy asks for: neither can allow them, the user of this browser can. */
export function Wants({ line }: { line: CrmLine }): JSX.Element | null {
  const { wants, source, title, waitsFor, blocked, replaced } = line;
  if (wants.length === 0 || waitsFor.length > 0 || blocked || replaced) return null;
  const who = source === 'policy' ? 'Your organisation’s policy' : 'The rule pack';
  return (
    <div className="notice notice-warn" data-wants={line.id}>
      <p>
        {who} wants Fairlead to work with {title}, which needs access to:
      </p>
      <ul className="plain-list">
        {wants.map((host) => (
          <li key={host}>
            <code>{host}</code>
          </li>
        ))}
      </ul>
      <button type="button" className="button button-main" onClick={() => void askForHosts(wants).catch(() => false)}>
        Allow {wants.length === 1 ? 'this host' : 'these hosts'}
      </button>
    </div>
  );
}

/** An adapter of a pack that would take over what belongs to another: it waits until an admin says so. */
export function Waits({ line }: { line: CrmLine }): JSX.Element | null {
  const confirm = useMutation({ mutationFn: () => call('confirmAdapter', { id: line.id, source: 'pack' }) });
  if (line.waitsFor.length === 0) return null;
  const others = [...new Set(line.waitsFor.map(({ of }) => of))].join(', ');
  return (
    <div className="notice notice-warn" data-waits={line.id}>
      <p>It is not in use: it would take over what belongs to another adapter.</p>
      <ul className="plain-list">
        {line.waitsFor.map(({ what, name, of }) => (
          <li key={`${what} ${name} ${of}`}>
            {what === 'id' ? 'the name' : 'the pages'} <code>{name}</code> of {of}
          </li>
        ))}
      </ul>
      <Lockable lock="adapters">
        <button type="button" className="button" onClick={() => confirm.mutate()}>
          Let it stand in for {others}; sign-ins there are dropped
        </button>
      </Lockable>
      {confirm.error && <p className="bad">{confirm.error.message}</p>}
    </div>
  );
}

/** Adapters of a pack or policy that cannot be used: every error of each. */
export function BroughtProblems({ problems }: { problems: readonly BroughtProblem[] }): JSX.Element {
  return (
    <>
      {problems.map(({ source, from, index, errors }) => (
        <ErrorList key={`${source} ${index}`} errors={errors}>
          adapter {index + 1} of “{from}” is not in use
        </ErrorList>
      ))}
    </>
  );
}
