import type { ApiBlock } from '@/lib/crm/adapter-api-schema';

type Headers = Readonly<Record<string, string>>;

/** The share of a limit that bulk reads leave to people when an adapter says nothing. */
const KEEP = 0.1;
/** How long to pause when a limit is nearly used up and the CRM does not say for how long. */
const PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 24 * 3_600_000;

/** How long the CRM asks to wait (`Retry-After`: seconds, or a moment against its own `Date`); null when it does not. */
export function retryAfterMs(headers: Headers): number | null {
  const value = headers['retry-after'];
  if (value === undefined) return null;
  if (/^\d+(?:\.\d+)?$/.test(value.trim())) return bounded(Number(value) * 1000);
  const [until, from] = [Date.parse(value), Date.parse(headers['date'] ?? '')];
  return Number.isNaN(until) || Number.isNaN(from) ? null : bounded(until - from);
}

/** How long to wait after a refusal for too many calls: `Retry-After`, else when the count starts anew; null when neither is said. */
export function limitedMs(limits: ApiBlock['limits'], headers: Headers): number | null {
  const now = Date.parse(headers['date'] ?? '');
  const asked = retryAfterMs(headers);
  return (
    asked ?? (limits && !(Number.isNaN(now) && limits.resetAs !== 'seconds') ? untilReset(limits, headers, now) : null)
  );
}

/** How long a bulk read pauses before its next call, by what the headers of the last answer say; 0 while there is room. */
export function pauseMs(limits: ApiBlock['limits'], headers: Headers, now: number): number {
  if (!limits) return 0;
  const keep = limits.keep ?? KEEP;
  const [remaining, limit] = [numberOf(headers, limits.remaining), numberOf(headers, limits.limit)];
  if (remaining !== null && (limit === null ? remaining <= 1 : remaining <= limit * keep))
    return untilReset(limits, headers, now) ?? PAUSE_MS;
  return 0;
}

/** Whether the day's allowance is so far used up that bulk reads must stop for today. */
export function dayIsSpent(limits: ApiBlock['limits'], headers: Headers): boolean {
  if (!limits) return false;
  const keep = limits.keep ?? KEEP;
  const daily = numberOf(headers, limits.dailyRemaining);
  const most = numberOf(headers, limits.dailyLimit);
  if (daily !== null && daily <= (most === null ? 1 : most * keep)) return true;
  const { usage } = limits;
  const [, used, limit] = usage
    ? (new RegExp(usage.pattern).exec(headers[usage.header.toLowerCase()] ?? '') ?? [])
    : [];
  return used !== undefined && limit !== undefined && Number(used) >= Number(limit) * (1 - keep);
}

function untilReset(limits: NonNullable<ApiBlock['limits']>, headers: Headers, now: number): number | null {
  const reset = numberOf(headers, limits.reset);
  if (reset === null) return null;
  switch (limits.resetAs ?? 'seconds') {
    case 'seconds':
      return bounded(reset * 1000);
    case 'epochSeconds':
      return bounded(reset * 1000 - now);
    case 'epochMs':
      return bounded(reset - now);
  }
}

function numberOf(headers: Headers, name: string | undefined): number | null {
  const value = name === undefined ? undefined : headers[name.toLowerCase()];
  if (value === undefined || value.trim() === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

function bounded(ms: number): number {
  return Math.min(Math.max(0, Math.ceil(ms)), LONGEST_PAUSE_MS);
}
