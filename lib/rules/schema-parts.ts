import { z } from '@/lib/domain/zod';
import { LIMITS } from './limits';

export const enforcements = ['block', 'warn', 'info'] as const;

export const junkModes = ['strict', 'normal', 'off'] as const;

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

export const periodSchema = z
  .string()
  .regex(/^P[1-9]\d{0,3}[DWMY]$/, 'a period such as P60D, P8W, P6M or P1Y')
  .describe('ISO 8601 period in days, weeks, months (30 days) or years (365 days)');

export const languageSchema = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/, 'a language such as en, de or pt-BR')
  .max(20);

export const shortText = z.string().trim().min(1).max(160);

/** Texts people read: one for all, or one for each language. What comes out is one of them; `texts.ts` keeps them all. */
export const shortWords = words(160);
export const longWords = words(600);

export const exprSchema = z.string().min(1).max(LIMITS.source).describe('CEL expression');

/** The text in English, else the first one written. */
export function oneOf(texts: string | Readonly<Record<string, string>>): string {
  return typeof texts === 'string' ? texts : (texts['en'] ?? Object.values(texts)[0] ?? '');
}

function words(max: number) {
  const one = z.string().trim().min(1).max(max);
  const each = z.record(languageSchema, one).refine((texts) => Object.keys(texts).length > 0, 'it has no text');
  return z.union([one, each], 'a text, or one for each language such as { "en": "…", "de": "…" }').transform(oneOf);
}
