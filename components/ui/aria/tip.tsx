import { useMemo, type ContextType, type JSX, type RefObject } from 'react';
import { Tooltip, TooltipTriggerStateContext } from 'react-aria-components/Tooltip';
import { InLocale } from './in-locale';

export type TipProps = { text: string; trigger: RefObject<HTMLElement | null>; onClose: () => void };

/** The open tooltip of a button. The button's own name says the same, so it describes nothing further. */
export function Tip({ text, trigger, onClose }: TipProps): JSX.Element {
  // The library takes an open tooltip without its own trigger, but looks for the trigger's state all the same.
  const state = useMemo<ContextType<typeof TooltipTriggerStateContext>>(
    () => ({ isOpen: true, shouldSkipAnimation: true, open: () => undefined, close: onClose }),
    [onClose],
  );
  return (
    <InLocale>
      <TooltipTriggerStateContext.Provider value={state}>
        <Tooltip className="ui-tip" triggerRef={trigger} offset={6}>
          {text}
        </Tooltip>
      </TooltipTriggerStateContext.Provider>
    </InLocale>
  );
}
