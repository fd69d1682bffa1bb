import { useState, type FormEvent, type JSX } from 'react';
import { auditCsv, auditJson, type AuditLine } from '@/lib/channels/audit-export';
import type { ChannelState, SourceView } from '@/lib/messaging/channel-calls';
import { useChannels } from '@/lib/queries/use-channels';
import { usePackNotices } from '@/lib/queries/use-pack-notices';
import { download } from '@/components/ui/download';
import { Lockable } from './lockable';
import './channels.css';

type Channels = ReturnType<typeof useChannels>;

/** How packs reach this browser: subscriptions with their last check, a new one, and what happened so far. */
export function Channels(): JSX.Element {
  const channels = useChannels();
  const notices = usePackNotices();
  const { state } = channels;
  return (
    <section className="channels" aria-labelledby="channels-title">
      <h3 id="channels-title">Channels</h3>
      {notices.map((notice) => (
        <p key={notice} className="notice notice-bad">
          {notice}
        </p>
      ))}
      {state && <Policy policy={state.policy} />}
      {state?.sources.map((source) => (
        <Source key={source.id} source={source} channels={channels} />
      ))}
      {state?.sources.length === 0 && (
        <p className="muted">No subscriptions: rules come with the extension, or from a file.</p>
      )}
      <Failure error={channels.check.error ?? channels.unsubscribe.error} />
      <Subscribe channels={channels} />
      {state && (
        <p className="muted">
          Code of this install, for an allow list: <code>{state.installCode}</code>. It is never sent.
        </p>
      )}
      <Log channels={channels} />
    </section>
  );
}

const POLICY: Readonly<Record<ChannelState['policy'], string>> = {
  none: '',
  good: 'Your organisation’s policy is in force.',
  invalid: 'Your organisation’s policy cannot be used; the last good one stays in force.',
  gone: 'Your organisation’s policy is gone.',
};

function Policy({ policy }: { policy: ChannelState['policy'] }): JSX.Element | null {
  return policy === 'none' ? null : <p>{POLICY[policy]}</p>;
}

function Source({ source, channels }: { source: SourceView; channels: Channels }): JSX.Element {
  const { id, name, by, url, orphan, highest, trusted, checkedAt, dueAt, result, failures } = source;
  const fixed = by === 'managed' && !orphan;
  return (
    <article className="channel" aria-label={name}>
      <h4>
        {name} <span className="muted">{by === 'managed' ? 'by policy' : 'subscription'}</span>
      </h4>
      <dl className="channel-facts">
        <dt>Address</dt>
        <dd>{url}</dd>
        <dt>Newest version installed</dt>
        <dd>{highest === 0 ? 'none yet' : highest}</dd>
        <dt>Signatures needed</dt>
        <dd>{trusted}</dd>
        <dt>Last check</dt>
        <dd>
          {checkedAt === null ? '' : `${when(checkedAt)}: `}
          <span className="channel-result">{result}</span>
        </dd>
        {!orphan && (
          <>
            <dt>Next check</dt>
            <dd>about {when(dueAt)}</dd>
          </>
        )}
      </dl>
      <div className="admin-actions">
        {!orphan && (
          <button
            type="button"
            className="button"
            disabled={channels.check.isPending}
            onClick={() => channels.check.mutate(id)}
          >
            Check now
          </button>
        )}
        {/* A server that lets nobody in by CORS can be read once the user gives leave. */}
        {!orphan && failures > 0 && (
          <button type="button" className="button" onClick={() => channels.allow.mutate({ id, url })}>
            Give leave to read this server
          </button>
        )}
        {!fixed && (
          <Lockable lock="subscriptions">
            <button type="button" className="button" onClick={() => channels.unsubscribe.mutate(id)}>
              Remove
            </button>
          </Lockable>
        )}
      </div>
    </article>
  );
}

function Subscribe({ channels }: { channels: Channels }): JSX.Element {
  const { subscribe } = channels;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string): string => {
      const value = data.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    subscribe.mutate({
      name: text('name') || text('channel'),
      channel: text('channel'),
      url: text('url'),
      keys: text('keys').split(/\s+/),
      threshold: Number(text('threshold')),
    });
  };
  return (
    <details className="channel-new">
      <summary>Subscribe to a channel</summary>
      <form onSubmit={submit}>
        <Lockable lock="subscriptions">
          <Field name="channel" label="Channel" placeholder="acme" />
          <Field name="url" label="Address of channel.json" placeholder="https://rules.example.com/channel.json" />
          <label>
            Public keys, one a line
            <textarea name="keys" required rows={2} placeholder="ed25519:…" spellCheck={false} />
          </label>
          <label>
            Signatures needed
            <input name="threshold" type="number" min={1} max={16} defaultValue={1} required />
          </label>
          <button type="submit" className="button button-main" disabled={subscribe.isPending}>
            Subscribe
          </button>
          <div role="status" aria-live="polite">
            {subscribe.isPending && <p>Asking the channel…</p>}
            <Failure error={subscribe.error} />
          </div>
        </Lockable>
      </form>
    </details>
  );
}

function Field({ name, label, placeholder }: { name: string; label: string; placeholder: string }): JSX.Element {
  return (
    <label>
      {label}
      <input name={name} required placeholder={placeholder} spellCheck={false} autoComplete="off" />
    </label>
  );
}

function Failure({ error }: { error: Error | null }): JSX.Element | null {
  return error && <p className="notice notice-bad">{error.message}</p>;
}

function Log({ channels: { log, wholeLog } }: { channels: Channels }): JSX.Element {
  const [problem, setProblem] = useState<Error | null>(null);
  const save = (name: string, type: string, write: (lines: readonly AuditLine[]) => string): void => {
    wholeLog().then(
      (lines) => download(name, type, write(lines)),
      (error: unknown) => setProblem(error instanceof Error ? error : new Error(String(error))),
    );
  };
  return (
    <section aria-labelledby="audit-title">
      <h4 id="audit-title">What happened</h4>
      {log.length === 0 && <p className="muted">Nothing yet.</p>}
      <ol className="audit">
        {log.map((line) => (
          <li key={`${line.at} ${line.kind} ${line.message}`}>
            <span className="muted">{when(line.at)}</span> {KINDS[line.kind] ?? line.kind} <bdi>{line.source}</bdi>
            {line.pack && `: ${line.pack} ${line.version ?? ''}`} <bdi>{line.message}</bdi>
          </li>
        ))}
      </ol>
      <div className="admin-actions">
        <button type="button" className="button" onClick={() => save('audit.json', 'application/json', auditJson)}>
          Save as JSON
        </button>
        <button type="button" className="button" onClick={() => save('audit.csv', 'text/csv', auditCsv)}>
          Save as CSV
        </button>
      </div>
      <Failure error={problem} />
    </section>
  );
}

const KINDS: Readonly<Record<string, string>> = {
  installed: 'Installed from',
  refused: 'Refused from',
  switched: 'Switched, by',
  rolledBack: 'Taken back, from',
  policy: 'Policy:',
  source: 'Subscription',
  repaired: 'Repaired, from',
  adapter: 'Adapter, from',
  retention: 'Deleted, by',
};

/** Hands a file over through the browser's own downloads. */
function when(at: number): string {
  return new Date(at).toLocaleString();
}
