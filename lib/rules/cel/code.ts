/**
 * An expression after checking: `[op, ...operands]`, plain JSON.
 * It is what a pack is cached as, so that loading needs neither parser nor type checker.
 */
export type Code = readonly [op: string, ...operands: Operand[]];
export type Operand = Code | string | number | boolean | null | readonly (string | number | boolean | null)[];

/** Raised while building closures from an operator this version does not know. */
export const NEWER = 'needs a newer extension';
export const DAMAGED = 'its stored form is damaged';
