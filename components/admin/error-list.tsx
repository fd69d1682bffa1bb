import type { JSX, ReactNode } from 'react';

/** An error of a document, as every checker of ours reports it. */
export type DocumentError = {
  path: string;
  message: string;
  text?: string;
  hint?: string;
  position?: { line: number; column: number };
};

/** Every error of a document at once: where, what, and what to write instead. */
export function ErrorList({
  errors,
  children,
}: {
  errors: readonly DocumentError[];
  children: ReactNode;
}): JSX.Element {
  return (
    <section className="notice notice-bad">
      <h3>
        {errors.length} {errors.length === 1 ? 'error' : 'errors'}: {children}
      </h3>
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
  return (
    <>
      {error.path && (
        <>
          <code>{error.path}</code>
          {error.position && ` line ${error.position.line}, column ${error.position.column}`}:{' '}
        </>
      )}
      {error.message}
      {error.text && (
        <>
          {' '}
          at <mark>{error.text}</mark>
        </>
      )}
      {error.hint && <span className="muted"> ({error.hint})</span>}
    </>
  );
}
