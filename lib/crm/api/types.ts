import type { PageHeader } from '@/lib/crm/adapter-api-way';
import type { Change, Deal, FieldValue } from '@/lib/domain/deal';
import type { FieldKey } from '@/lib/domain/fields';

/** One HTTP call. `signed`: headers that the content script makes from what the page keeps, for calls on the page's own origin. */
export type ApiRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  headers: Record<string, string>;
  body?: string;
  signed?: readonly PageHeader[];
};

/** What came back; header names are in lower case. `url` where redirects led, when known. */
export type ApiResponse = { status: number; headers: Record<string, string>; body: string; url?: string };

/** Sends a call. Rejects only when nothing was reached (offline, time out, too large). */
export type Send = (request: ApiRequest, signal?: AbortSignal) => Promise<ApiResponse>;

/** What is known of one CRM account beyond its adapter. Secrets are never in a log or in `storage.local`. */
export type Connection = {
  /** Origin of the CRM's pages. */
  origin: string;
  /** Origin (and path) that the calls go to, where it does not follow from the page's. */
  apiOrigin?: string;
  /** Id of the adapter's way to use; absent: the first that needs no set-up, or with a token the first that takes one. */
  way?: string;
  token?: string;
  /** A second, public key, where a CRM wants one. */
  key?: string;
  /** The user's id or login, as the CRM's calls want it. */
  user?: string;
  database?: string;
  orgId?: string;
  /** What the page's address told: see `addressValues`. */
  values?: Readonly<Record<string, string>>;
};

export type ApiProblem = {
  kind: 'offline' | 'signedOut' | 'forbidden' | 'notFound' | 'limited' | 'server' | 'odd';
  /** A sentence for people; the CRM's own words where it has any. */
  message: string;
  retryAfterMs?: number;
};

export type WriteOutcome =
  | { kind: 'written'; version?: string }
  | { kind: 'conflict'; message: string }
  /** The CRM's own words; `fields` by the key of the deal's field, for those it names. */
  | { kind: 'refused'; message: string; fields: Record<string, string> }
  | { kind: 'problem'; problem: ApiProblem };

export type TaskOutcome =
  | { kind: 'created'; id: string | null }
  | { kind: 'refused'; message: string }
  | { kind: 'problem'; problem: ApiProblem };

/** A task to be put on the deal; `due` is a calendar day. */
/** `key`: a UUID that is the same each time this task is sent. */
export type NewTask = { subject: string; due: string | null; note?: string; key: string };

/** A record as the API gives it: a deal whose values all have the source `api`, and its history where the CRM keeps one. */
export type ApiReading = {
  deal: Deal;
  /** Null: the CRM's history could not be read. */
  changes: readonly Change[] | null;
  /** The fields that `changes` speaks of: a field that is not among them may have moved without our knowing. */
  historyOf: readonly FieldKey[];
  outcome: 'open' | 'won' | 'lost' | null;
  version?: string;
};

/** A field of the CRM's own description of its records. */
export type ApiField = {
  name: string;
  label: string;
  type: string | null;
  required: boolean | null;
  updateable: boolean | null;
  options: readonly { value: string; label: string }[] | null;
};

export type WriteValues = Readonly<Partial<Record<FieldKey, FieldValue | null>>>;
