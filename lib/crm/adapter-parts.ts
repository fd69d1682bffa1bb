import { z } from '@/lib/domain/zod';
import { patternRisk } from './pattern-risk';
import { isSelector } from './selector';

/** A short text of an adapter. */
export const text = z.string().min(1).max(400);

/** A selector of an adapter. */
export const css = text
  .refine(isSelector, 'this is no CSS selector')
  .describe('CSS; `>>>` separates steps, each searched inside what the step before found');

/** A regular expression of an adapter: it runs in the CRM's page and in the background, on texts of strangers. */
export const pattern = text.refine((source) => patternRisk(source) === null, {
  error: ({ input }) => patternRisk(String(input)) ?? 'this is no regular expression',
});

/** An attribute's name as a value kind. */
export const attribute = z.templateLiteral(['@', z.string()]);
