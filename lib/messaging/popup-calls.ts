import { z } from '@/lib/domain/zod';
import type { Diagnostics } from './diagnostics';

/** The background's calls of the toolbar's popup. */
export type PopupCalls = {
  /** What helps to find a fault, without deals, names, addresses and secrets. */
  diagnostics: { input: null; output: Diagnostics };
};

export const POPUP_INPUTS = { diagnostics: z.null() } satisfies Record<keyof PopupCalls, z.ZodType>;
