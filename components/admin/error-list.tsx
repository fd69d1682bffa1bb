import type { JSX } from 'react';
import { mark, Rich } from '@/components/ui/rich';
import { useWords } from '@/lib/queries/use-words';

/** An error of a document, as every checker of ours reports it. */
export type DocumentError = {
  path: string;
  message: string;
  text?: string;
  hint?: string;
  position?: { line: number; column: number };
};

/** Every error of a document at once: where, what, and what to write instead; inside, what follows from them. */
export function ErrorList({ errors, children }: { errors: readonly DocumentError[]; children: string }): JSX.Element {
  const { t } = useWords();
  return (
    <section className="notice notice-bad">
      <h3>{t('admin.errors', { count: errors.length, what: children })}</h3>
      <ol className="errors">
        {errors.map((error) => (
          <li key={`${error.path} ${error.message} ${error.text ?? ''}`}>
            <ErrorText error={error} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function ErrorText({ error }: { error: DocumentError }): JSX.Element {
  const { t, rich, said } = useWords();
  return (
    <>
      {error.path && (
        <>
          <code>{error.path}</code>
          {error.position && ` ${t('admin.error.place', error.position)}`}:{' '}
        </>
      )}
      {said(error.message)}
      {error.text && (
        <>
          {' '}
          <Rich
            parts={rich('admin.error.at', {
              text: error.text,
              mark: mark('mark'),
            })}
          />
        </>
      )}
      {error.hint && <span className="muted"> ({said(error.hint)})</span>}
    </>
  );
}
