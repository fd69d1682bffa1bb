import type { JSX, ReactNode } from 'react';
import { plural } from './texts';

function State({ title, children }: { title: string; children: ReactNode }): JSX.Element {
  return (
    <div className="message" role="status">
      <p className="message-title">{title}</p>
      <div className="small muted">{children}</div>
    </div>
  );
}

/** Not the same as nothing due: there is nothing that could be. */
export function NothingRead({ closed = 0 }: { closed?: number }): JSX.Element {
  return (
    <State title="No open deal has been read yet">
      {closed > 0 && <p>{plural(closed, 'deal', 'deals')} known here, and none of them is open.</p>}
      <p>Every deal that you open is read and comes here.</p>
      <p>Where the CRM has an API, all of them can be read at once in Fairlead’s settings, under “All deals”.</p>
    </State>
  );
}

export function NoRules(): JSX.Element {
  return (
    <State title="No rule pack">
      <p>There are no rules to check deals against. Sales operations can put a pack in, in Fairlead’s settings.</p>
    </State>
  );
}

export function NoneMine({ known }: { known: number }): JSX.Element {
  return (
    <State title="None of the deals read here is yours">
      <p>{plural(known, 'open deal', 'open deals')} of others were read. Choose another name above if that is wrong.</p>
    </State>
  );
}

export function NoneDue({ checked }: { checked: number }): JSX.Element {
  return checked === 0 ? (
    <State title="None of your deals could be checked">
      <p>The rule pack is not for them, or does not know their stages.</p>
    </State>
  ) : (
    <State title="Nothing is due">
      <p>
        {checked === 1 ? 'Your open deal has' : `All ${checked.toLocaleString()} of your open deals have`} what the
        rules ask for at this stage.
      </p>
    </State>
  );
}

export function Unreadable({ problem, onRetry }: { problem: string; onRetry: () => void }): JSX.Element {
  return (
    <div className="message" role="alert">
      <p className="message-title">The queue could not be read</p>
      <p className="small muted">{problem}</p>
      <button type="button" className="button" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}
