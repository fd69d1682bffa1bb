import type { FormEvent, JSX } from 'react';
import type { useChannels } from '@/lib/queries/use-channels';
import { useWords } from '@/lib/queries/use-words';
import { Failure } from './failure';
import { Lockable } from './lockable';

/** A new subscription: the channel, where it is, and whose signatures are believed. */
export function Subscribe({ subscribe }: Pick<ReturnType<typeof useChannels>, 'subscribe'>): JSX.Element {
  const { t } = useWords();
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
      <summary>{t('admin.subscribe.title')}</summary>
      <form onSubmit={submit}>
        <Lockable lock="subscriptions">
          <Field name="channel" label={t('admin.subscribe.channel')} example="acme" />
          <Field name="url" label={t('admin.subscribe.url')} example="https://rules.example.com/channel.json" />
          <label>
            {t('admin.subscribe.keys')}
            <textarea name="keys" required rows={2} {...example('ed25519:…')} dir="ltr" spellCheck={false} />
          </label>
          <label>
            {t('admin.channel.signatures')}
            <input name="threshold" type="number" min={1} max={16} defaultValue={1} required />
          </label>
          <button type="submit" className="button button-main" disabled={subscribe.isPending}>
            {t('admin.subscribe.do')}
          </button>
          <div role="status" aria-live="polite">
            {subscribe.isPending && <p>{t('admin.subscribe.asking')}</p>}
            <Failure error={subscribe.error} />
          </div>
        </Lockable>
      </form>
    </details>
  );
}

type FieldProps = { name: string; label: string; example: string };

function Field({ name, label, example: shown }: FieldProps): JSX.Element {
  return (
    <label>
      {label}
      <input name={name} required {...example(shown)} dir="ltr" spellCheck={false} autoComplete="off" />
    </label>
  );
}

/** Addresses and keys are written alike in every language. */
function example(placeholder: string): { placeholder: string } {
  return { placeholder };
}
