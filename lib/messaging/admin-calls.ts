import type { AdapterError } from '@/lib/crm/import/adapter-error';
import { z } from '@/lib/domain/zod';
import type { ConnectionState } from '@/lib/store/connections';

/** What became of an adapter file: it is in use as soon as its hosts are allowed, or nothing changed. */
export type ImportAnswer = { ok: true; id: string; title: string } | { ok: false; errors: readonly AdapterError[] };

/** How a sign-in ended. */
export type SignInAnswer = { ok: true } | { ok: false; message: string };

/** A tenant as the admin page shows it. */
export type TenantLine = {
  tenant: string;
  deals: number;
  /** ms since the epoch */
  lastSeenAt: number | null;
  connection: ConnectionState | null;
};

type TokenInput = { tenant: string; way: string; token: string; user?: string; key?: string; apiOrigin?: string };

/** The background's calls about adding CRMs, signing in to them and forgetting: the admin page's alone. */
export type AdminCalls = {
  /** The text of an adapter file an admin chose; `override` when it may stand in for another adapter. */
  importAdapter: { input: { text: string; name: string; override: boolean }; output: ImportAnswer };
  removeAdapter: { input: { id: string }; output: null };
  /** Lets a pack's adapter stand in for the ones it would take over. */
  confirmAdapter: { input: { id: string; source: 'pack' }; output: null };
  /** Where a firm runs a CRM of its own. */
  addAddress: { input: { adapter: string; origin: string; path: string; prefix?: string }; output: null };
  removeAddress: { input: { origin: string; path: string }; output: null };
  /** Every tenant there is anything of. */
  tenants: { input: null; output: readonly TenantLine[] };
  /** A token that an admin entered; it goes one way only. */
  connectToken: { input: TokenInput; output: null };
  /** Signs in through the browser's own sign-in window. */
  signIn: { input: { tenant: string; way: string; clientId: string; clientSecret?: string }; output: SignInAnswer };
  disconnect: { input: { tenant: string }; output: null };
  /** Deletes all that is stored of a tenant, its sign-in too. */
  forgetTenant: { input: { tenant: string }; output: null };
  forgetEverything: { input: null; output: null };
};

const adapterId = z.string().regex(/^[a-z][a-z0-9-]*$/);
const origin = z.string().regex(/^(?:https:\/\/[a-z0-9.-]+|http:\/\/(?:localhost|127\.0\.0\.1))(?::\d{1,5})?$/);
const path = z
  .string()
  .regex(/^\/(?:[^/?#*]+\/)*$/)
  .max(400);
const prefix = z
  .string()
  .regex(/^(?:\/[\w.~-]+)*$/)
  .max(200);
const tenant = z
  .string()
  .regex(/^[a-z][a-z0-9-]*@https?:\/\/[^\s/]+$/)
  .max(400);
const way = z.string().regex(/^[a-z][a-z-]*$/);
/** It becomes part of a header: nothing but visible ASCII. */
const secret = z
  .string()
  .regex(/^[!-~]+$/)
  .max(16_000);

export const ADMIN_INPUTS = {
  importAdapter: z.strictObject({ text: z.string().max(2_000_000), name: z.string().max(200), override: z.boolean() }),
  removeAdapter: z.strictObject({ id: adapterId }),
  confirmAdapter: z.strictObject({ id: adapterId, source: z.literal('pack') }),
  addAddress: z.strictObject({ adapter: adapterId, origin, path, prefix: prefix.exactOptional() }),
  removeAddress: z.strictObject({ origin, path }),
  tenants: z.null(),
  connectToken: z.strictObject({
    tenant,
    way,
    token: secret,
    user: secret.exactOptional(),
    key: secret.exactOptional(),
    apiOrigin: origin.exactOptional(),
  }),
  signIn: z.strictObject({ tenant, way, clientId: secret, clientSecret: secret.exactOptional() }),
  disconnect: z.strictObject({ tenant }),
  forgetTenant: z.strictObject({ tenant }),
  forgetEverything: z.null(),
} satisfies Record<keyof AdminCalls, z.ZodType>;
