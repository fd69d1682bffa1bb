import type { ApiProblem, ApiReading } from '@/lib/crm/api/types';
import type { Pull } from '@/lib/crm/pull/plan';
import { z } from '@/lib/domain/zod';

/** What the CRM's API said of a deal; `problem` null and no reading: there is no API to ask here. */
export type ApiAnswer = { reading: ApiReading; problem: null } | { reading: null; problem: ApiProblem | null };

/** How readable a field is on a CRM's pages. */
export type HealthLine = {
  tenant: string;
  field: string;
  readable: number;
  of: number;
  lastReadableAt: number | null;
  changed: boolean;
};

type OwnInput = { key: `custom.${string}`; labels: string[]; type?: string; crm: Record<string, string> };

/** The background's calls about a CRM's API. */
export type CrmCalls = {
  /** Reads the deal of the caller's own tab over the CRM's API. */
  readApi: { input: { dealId: string; own: OwnInput[] }; output: ApiAnswer };
  /** Whether a CRM's API can be called now, without a page of it. */
  apiOpen: { input: { tenant: string | null }; output: boolean };
  startPull: { input: { tenant: string }; output: Pull };
  pullStatus: { input: null; output: Pull[] };
  cancelPull: { input: { tenant: string }; output: Pull | null };
  /** Every tenant whose deals could be pulled. */
  pullTenants: { input: null; output: readonly { tenant: string; title: string }[] };
  adapterHealth: { input: null; output: HealthLine[] };
};

const tenant = z
  .string()
  .regex(/^[a-z][a-z0-9-]*@https?:\/\/[^\s/]+$/)
  .max(400);
const own = z.strictObject({
  key: z.templateLiteral(['custom.', z.string().max(80)]),
  label: z.string().max(400).exactOptional(),
  labels: z.array(z.string().max(400)).max(40),
  type: z.enum(['text', 'longText', 'number', 'percent', 'money', 'date', 'instant', 'picklist']).exactOptional(),
  contact: z.literal(true).exactOptional(),
  crm: z.record(z.string().max(60), z.string().max(120)),
});

export const CRM_INPUTS = {
  readApi: z.strictObject({ dealId: z.string().min(1).max(200), own: z.array(own).max(500) }),
  apiOpen: z.strictObject({ tenant: tenant.nullable() }),
  startPull: z.strictObject({ tenant }),
  pullStatus: z.null(),
  cancelPull: z.strictObject({ tenant }),
  pullTenants: z.null(),
  adapterHealth: z.null(),
} satisfies Record<keyof CrmCalls, z.ZodType>;
