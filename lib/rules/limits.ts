/** Bounds of a pack and of one expression: generous for people, tight for machines. */
export const LIMITS = {
  /** characters of one expression */
  source: 2_000,
  /** syntax nodes of one expression */
  nodes: 300,
  /** nesting of one expression */
  depth: 24,
  /** macros inside macros */
  macroDepth: 2,
  /** steps (loop turns, calls, joins) of one rule at run time */
  ruleSteps: 50_000,
  /** steps of all rules of a pack at run time */
  packSteps: 500_000,
  /** characters of a text, and elements of a list, made by an expression */
  textLength: 65_536,
  listLength: 10_000,
  /** values in a pack document, and how deep they nest */
  packNodes: 100_000,
  packDepth: 16,
  /** rules (criteria, signals, steps) of a pack after `extends` */
  rules: 1_000,
  /** CRM adapters that a pack brings */
  adapters: 8,
} as const;
