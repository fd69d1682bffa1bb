import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { readReviewKeys, writeReviewKeys } from '@/lib/cache/review-keys';

const QUERY = ['reviewKeys'];

/** Whether single keys do things here, and the way to turn them off: they are in the way of some who speak to their computer. */
export function useKeysOn(): { on: boolean; setOn: (on: boolean) => void } {
  const client = useQueryClient();
  const { data = true } = useQuery({ queryKey: QUERY, queryFn: readReviewKeys });
  const { mutate } = useMutation({
    mutationFn: writeReviewKeys,
    onSettled: () => client.invalidateQueries({ queryKey: QUERY }),
  });
  return { on: data, setOn: mutate };
}

/** Does what a single key stands for, wherever the focus is, unless something is being typed. */
export function useKeys(on: boolean, actions: Readonly<Record<string, () => void>>): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    if (!on) return undefined;
    const stop = new AbortController();
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const { target } = event;
      const typing = target instanceof HTMLElement && takesText(target);
      if (typing && event.key === 'Escape') return target.blur();
      const action = latest.current[event.key.toLowerCase()];
      if (typing || action === undefined) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', press, { signal: stop.signal });
    return () => stop.abort();
  }, [on]);
}

const NO_TEXT = new Set(['checkbox', 'radio', 'button']);

function takesText(element: HTMLElement): boolean {
  if (element instanceof HTMLInputElement) return !NO_TEXT.has(element.type);
  return element.matches('textarea, select, [contenteditable]') || element.closest('dialog, [role=dialog]') !== null;
}
