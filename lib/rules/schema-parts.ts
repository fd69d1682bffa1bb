import { z } from '@/lib/domain/zod';
import { LIMITS } from './limits';

export const enforcements = ['block', 'warn', 'info'] as const;

export const idSchema = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens')
  .max(80);

/** Pack format this extension reads; a higher number in a pack is refused whole. */
export const PACK_FORMAT = 1;

/** A field as a pack names it: canonical (`closeDate`, `account.name`) or custom (`economic_buyer`, `custom.economic_buyer`). */
export const fieldNameSchema = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)?$/, 'a field name such as closeDate or economic_buyer')
  .max(80);

export const shortText = z.string().trim().min(1).max(160);
export const longText = z.string().trim().min(1).max(600);

export const exprSchema = z.string().min(1).max(LIMITS.source).describe('CEL expression');
