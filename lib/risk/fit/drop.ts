import type { DropReason, DroppedFactor, FactorDef } from '../rows';

/** A factor that is left out, with its sentence. */
export function dropped({ id, title }: FactorDef, reason: DropReason, sentence: string): DroppedFactor {
  return { id, title, reason, sentence };
}
