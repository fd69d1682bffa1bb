import { Suspense, useState, type ComponentProps, type JSX } from 'react';
import { LaterSearch } from '@/components/ui/later';
import type { FieldKey } from '@/lib/domain/fields';
import type { Words } from '@/lib/i18n/words';
import { useLookup, type Lookup } from '@/lib/queries/use-lookup';
import type { FieldChoices } from '@/lib/queries/use-proposals';
import { useWords } from '@/lib/queries/use-words';

type LookupInputProps = Omit<ComponentProps<typeof LaterSearch>, 'found' | 'status'> & {
  field: FieldKey;
  /** What is at hand without a search, such as the people of the deal: offered first. */
  near: FieldChoices | null;
};

/** The control of a field that names a record or a person of the CRM: the CRM is searched for what is typed. */
export function LookupInput({ field, near, ...props }: LookupInputProps): JSX.Element {
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
        found={foundFor(props.text, near, lookup)}
        status={statusOf(words, lookup)}
      />
    </Suspense>
  );
}

/** Those at hand whose name holds what is typed, then those that the CRM found; each once. */
function foundFor(text: string, near: FieldChoices | null, lookup: Lookup): { name: string; note?: string }[] {
  const typed = text.trim().toLowerCase();
  const fits = (near?.values ?? []).filter(({ value }) => value.toLowerCase().includes(typed));
  const here = [...new Map(fits.map(({ value, note }) => [value, { name: value, note }])).values()];
  const others =
    lookup.state === 'found' ? lookup.names.filter((name) => !here.some((each) => each.name === name)) : [];
  return [...here, ...others.map((name) => ({ name }))];
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
