import type { JSX } from 'react';
import { mark, Rich } from '@/components/ui/rich';
import type { SourceView } from '@/lib/messaging/channel-calls';
import { useChannels } from '@/lib/queries/use-channels';
import { usePackNotices } from '@/lib/queries/use-pack-notices';
import { useWords } from '@/lib/queries/use-words';
import { AuditLog } from './audit-log';
import { Failure } from './failure';
import { Lockable } from './lockable';
import { Subscribe } from './subscribe';
import './channels.css';

type Channels = ReturnType<typeof useChannels>;

/** How packs reach this browser: subscriptions with their last check, a new one, and what happened so far. */
export function Channels(): JSX.Element {
  const { t, rich, said } = useWords();
  const channels = useChannels();
  const notices = usePackNotices();
  const { state } = channels;
  return (
    <section className="channels" aria-labelledby="channels-title">
      <h3 id="channels-title">{t('admin.channels')}</h3>
      {notices.map((notice) => (
        <p key={notice} className="notice notice-bad">
          {said(notice)}
        </p>
      ))}
      {state && state.policy !== 'none' && <p>{t(`admin.channels.policy.${state.policy}`)}</p>}
      {state?.sources.map((source) => (
        <Source key={source.id} source={source} channels={channels} />
      ))}
      {state?.sources.length === 0 && <p className="muted">{t('admin.channels.none')}</p>}
      <Failure error={channels.check.error ?? channels.unsubscribe.error} />
      <Subscribe subscribe={channels.subscribe} />
      {state && (
        <p className="muted">
          <Rich parts={rich('admin.channels.code', { id: state.installCode, code: mark('code') })} />
        </p>
      )}
      <AuditLog log={channels.log} wholeLog={channels.wholeLog} />
    </section>
  );
}

function Source({ source, channels }: { source: SourceView; channels: Channels }): JSX.Element {
  const { t } = useWords();
  const { id, name, by, url, orphan, failures } = source;
  const fixed = by === 'managed' && !orphan;
  return (
    <article className="channel" aria-label={name}>
      <h4>
        {name} <span className="muted">{t(`admin.channel.by.${by}`)}</span>
      </h4>
      <Facts source={source} />
      <div className="admin-actions">
        {!orphan && (
          <button
            type="button"
            className="button"
            disabled={channels.check.isPending}
            onClick={() => channels.check.mutate(id)}
          >
            {t('admin.channel.check')}
          </button>
        )}
        {/* A server that lets nobody in by CORS can be read once the user gives leave. */}
        {!orphan && failures > 0 && (
          <button type="button" className="button" onClick={() => channels.allow.mutate({ id, url })}>
            {t('admin.channel.leave')}
          </button>
        )}
        {!fixed && (
          <Lockable lock="subscriptions">
            <button type="button" className="button" onClick={() => channels.unsubscribe.mutate(id)}>
              {t('admin.remove')}
            </button>
          </Lockable>
        )}
      </div>
    </article>
  );
}

function Facts({ source }: { source: SourceView }): JSX.Element {
  const { t, rich, said, number, moment } = useWords();
  const { url, orphan, highest, trusted, checkedAt, dueAt } = source;
  const result = mark('span', 'channel-result');
  const told = said(source.result);
  return (
    <dl className="channel-facts">
      <dt>{t('admin.channel.address')}</dt>
      <dd>{url}</dd>
      <dt>{t('admin.channel.newest')}</dt>
      <dd>{highest === 0 ? t('admin.channel.noneYet') : number(highest)}</dd>
      <dt>{t('admin.channel.signatures')}</dt>
      <dd>{said(trusted)}</dd>
      <dt>{t('admin.channel.last')}</dt>
      <dd>
        {checkedAt === null ? (
          result([told])
        ) : (
          <Rich parts={rich('admin.channel.lastAt', { when: moment(checkedAt), told, result })} />
        )}
      </dd>
      {!orphan && (
        <>
          <dt>{t('admin.channel.next')}</dt>
          <dd>{t('admin.channel.nextAt', { when: moment(dueAt) })}</dd>
        </>
      )}
    </dl>
  );
}
