import { z } from '@/lib/domain/zod';

/** A short text of an adapter. */
export const text = z.string().min(1).max(400);

/** A selector of an adapter. */
export const css = text.describe('CSS; `>>>` separates steps, each searched inside what the step before found');

/** An attribute's name as a value kind. */
export const attribute = z.templateLiteral(['@', z.string()]);
