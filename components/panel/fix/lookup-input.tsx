import { Suspense, useState, type ComponentProps, type JSX } from 'react';
import { LaterSearch } from '@/components/ui/later';
import type { FieldKey } from '@/lib/domain/fields';
import type { Words } from '@/lib/i18n/words';
import { useLookup, type Lookup } from '@/lib/queries/use-lookup';
import { useWords } from '@/lib/queries/use-words';

type LookupInputProps = Omit<ComponentProps<typeof LaterSearch>, 'found' | 'status'> & { field: FieldKey };

/** The control of a field that names a record of the CRM: the CRM is searched for what is typed. */
export function LookupInput({ field, ...props }: LookupInputProps): JSX.Element {
  const words = useWords();
  const [typed, setTyped] = useState(false);
  // What was typed on an earlier visit is no wish to search now.
  const lookup = useLookup(field, typed ? props.text : '');
  return (
    <Suspense fallback={<input className="input" id={props.id} placeholder={props.placeholder} disabled />}>
      <LaterSearch
        {...props}
        onText={(text) => {
          setTyped(true);
          props.onText(text);
        }}
        found={lookup.state === 'found' ? lookup.names : []}
        status={statusOf(words, lookup)}
      />
    </Suspense>
  );
}

/** Nothing found, and not able to search, are two things. */
function statusOf({ t, said }: Words, lookup: Lookup): string {
  switch (lookup.state) {
    case 'idle':
      return '';
    case 'searching':
      return t('proposal.search.running');
    case 'found':
      return lookup.names.length === 0
        ? t('proposal.search.nothing')
        : t('proposal.search.found', { count: lookup.names.length });
    case 'failed':
      return t('proposal.search.failed', { reason: said(lookup.problem) });
  }
}
