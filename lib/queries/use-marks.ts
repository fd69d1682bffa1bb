import { useCallback, useEffect, useRef, useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { onMarksSetting, readMarksOn, writeMarksOn } from '@/lib/cache/marks-cache';
import type { Mark, Reached } from '@/lib/crm/mark-messages';
import { call } from '@/lib/messaging/client';
import { onMarkClicked } from '@/lib/messaging/mark-link';

export type Marks = {
  /** Whether gaps are marked on this CRM's pages. */
  on: boolean;
  setOn: (on: boolean) => void;
  /** The field whose mark was clicked, until it was shown. */
  asked: string | null;
  answered: () => void;
  /** Scrolls the page to a field and focuses it. */
  reach: (field: string) => Promise<Reached>;
};

type MarksOptions = {
  tenant: string | null;
  dealId: string | null;
  /** Null while it is not known which fields have gaps. */
  marks: readonly Mark[] | null;
  hide: string;
  onClick: () => void;
};

/** Marks a deal's gaps on the CRM's page, and hears of clicks on them. */
export function useMarks({ tenant, dealId, marks, hide, onClick }: MarksOptions): Marks {
  const client = useQueryClient();
  const [asked, setAsked] = useState<string | null>(null);
  const { data: kept } = useQuery({
    queryKey: ['marksOn', tenant],
    queryFn: () => (tenant === null ? true : readMarksOn(tenant)),
    staleTime: Infinity,
  });
  // Until the store says so too: a box that waits for it would jump back for a moment.
  const [chosen, setChosen] = useState<boolean | null>(null);
  const on = chosen ?? kept;
  const setOn = useCallback(
    (value: boolean) => {
      if (tenant === null) return;
      setChosen(value);
      void writeMarksOn(tenant, value);
    },
    [tenant],
  );
  useEffect(() => {
    if (tenant === null) return undefined;
    const stop = new AbortController();
    const renew = async (): Promise<void> => {
      await client.invalidateQueries({ queryKey: ['marksOn', tenant] });
      if (!stop.signal.aborted) setChosen((now) => (now === client.getQueryData(['marksOn', tenant]) ? null : now));
    };
    onMarksSetting(tenant, () => void renew(), stop.signal);
    return () => {
      stop.abort();
      setChosen(null);
    };
  }, [client, tenant]);
  useClicks(onClick, setAsked, setOn);
  useShown(dealId, on === true && dealId !== null ? marks : NONE, hide);
  return {
    on: on ?? true,
    setOn,
    asked,
    answered: useCallback(() => setAsked(null), []),
    reach: async (field) => (dealId === null ? 'absent' : call('showField', { dealId, field }).catch(() => 'absent')),
  };
}

const NONE: readonly Mark[] = [];

function useClicks(onClick: () => void, ask: (field: string) => void, setOn: (on: boolean) => void): void {
  const act = useRef(onClick);
  useEffect(() => {
    act.current = onClick;
  });
  useEffect(() => {
    const stop = new AbortController();
    onMarkClicked(({ act: what, field }) => {
      if (what === 'off') return setOn(false);
      ask(field);
      act.current();
    }, stop.signal);
    return () => stop.abort();
  }, [ask, setOn]);
}

/** Tells the page after the paint, and only what is new; a page that never had marks is not told of none. */
function useShown(dealId: string | null, marks: readonly Mark[] | null, hide: string): void {
  const told = useRef({ dealId, text: '' });
  useEffect(() => {
    // Until it is known what the new deal lacks, the marks of the one before only have to go.
    const waiting = marks === null && told.current.dealId === dealId;
    const text = marks === null || marks.length === 0 ? '' : JSON.stringify([dealId, marks]);
    if (waiting || text === told.current.text) return undefined;
    const timer = setTimeout(() => {
      told.current = { dealId, text };
      const task = { dealId: dealId ?? 'none', marks: [...(marks ?? [])], words: { hide } };
      // Without the background the panel works on; only the page has no marks.
      void call('showMarks', task).catch(() => (told.current = { dealId, text: '?' }));
    }, AFTER_PAINT_MS);
    return () => clearTimeout(timer);
  }, [dealId, marks, hide]);
}

/** The page and the panel paint first. */
const AFTER_PAINT_MS = 150;
