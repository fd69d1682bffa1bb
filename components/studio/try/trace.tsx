import { useMemo, type JSX } from 'react';
import type { Clock } from '@/lib/domain/clock';
import { useTask } from '@/lib/queries/use-studio';
import { useWords } from '@/lib/queries/use-words';
import type { Traced } from '@/lib/rules/trace';
import type { KeptDeal } from '@/lib/studio/try';
import type { Desk } from '../desk';
import { shownText } from '../shown';

type TraceProps = { desk: Desk; id: string; input: { text: string; kept: KeptDeal; clock: Clock } };

/** How each part of a rule's expressions came out on the deal. */
export function Trace({ desk, id, input }: TraceProps): JSX.Element | null {
  const { t } = useWords();
  const asked = useMemo(() => ({ ...input, id }), [input, id]);
  const { output } = useTask(desk.workers.quick, 'traceRule', asked);
  if (output === undefined) return <p className="muted">{t('studio.reading')}</p>;
  return (
    <>
      {output.map(({ part, traced }) => (
        <div key={part} className="studio-trace">
          <h4>
            {t(`studio.property.${part}`)} <code className="muted small">{part}</code>
          </h4>
          <ul>
            <Part traced={traced} />
          </ul>
        </div>
      ))}
    </>
  );
}

function Part({ traced: { text, shown, parts, row } }: { traced: Traced }): JSX.Element {
  const words = useWords();
  return (
    <li>
      {row !== undefined && <span className="studio-trace-row">{row}: </span>}
      <code>{text}</code> <span data-state={shown.state}>{shownText(shown, words)}</span>
      {parts.length > 0 && (
        <ul>
          {parts.map((part, i) => (
            // oxlint-disable-next-line react/no-array-index-key -- the same part may stand twice in an expression
            <Part key={i} traced={part} />
          ))}
        </ul>
      )}
    </li>
  );
}
