import type { ApiBlock, ApiErrorRule } from '@/lib/crm/adapter-api-schema';
import { cleanLine, cut } from '@/lib/domain/clean-text';
import { holds } from './condition';
import { limitedMs, retryAfterMs } from './limits';
import { find, findAll, isObject, plainText, rowsAt } from './path';
import type { ApiProblem, ApiResponse } from './types';

/** A call that did not give what was asked. `fields`: the CRM's own names of refused fields, with its words. */
export type Failure = {
  kind: ApiErrorRule['kind'] | 'offline' | 'odd';
  message: string;
  fields: Readonly<Record<string, string>>;
  retryAfterMs?: number;
};

export type Answer =
  | { ok: true; content: unknown; headers: Readonly<Record<string, string>> }
  | { ok: false; failure: Failure };

/** An answer larger than this is not parsed. */
const LARGEST_BODY = 32_000_000;
const LONGEST_MESSAGE = 600;

const WORDS: Readonly<Record<Failure['kind'], string>> = {
  signedOut: 'The CRM asks to sign in again.',
  forbidden: 'The CRM does not allow this for you.',
  notFound: 'The CRM does not know this record.',
  conflict: 'Someone else has changed this record meanwhile.',
  refused: 'The CRM refused this.',
  limited: 'The CRM’s limit of calls is used up for now.',
  server: 'The CRM has an error of its own.',
  offline: 'The CRM could not be reached.',
  odd: 'The CRM answered in a way that is not understood.',
};

/** What an answer holds, or why it holds nothing: the adapter's rules first, then the envelope's, then the status. */
export function readAnswer(block: ApiBlock, response: ApiResponse): Answer {
  const body = parseBody(response);
  const rule =
    body.state === 'json' || body.state === 'none'
      ? block.errors?.find((each) => fits(each, response.status, jsonOf(body)))
      : undefined;
  if (rule)
    return failed(
      block,
      rule.kind,
      response,
      rule.message?.map((path) => textAt(jsonOf(body), path)).find((text) => text !== null) ?? null,
      fieldsOf(rule, jsonOf(body)),
    );
  if (response.status === 304) return { ok: true, content: null, headers: response.headers }; // nothing is newer
  const said = body.state === 'json' ? envelopeError(block, body.value) : null;
  if (said !== null) return failed(block, 'refused', response, said);
  if (response.status >= 300 || response.status < 200)
    return failed(block, kindOf(response.status), response, body.state === 'json' ? anyMessage(body.value) : null);
  if (body.state === 'html') return failed(block, 'signedOut', response, null);
  if (body.state === 'broken') return failed(block, 'odd', response, null);
  if (body.state === 'none') return { ok: true, content: null, headers: response.headers };
  const content = contentOf(block, body.value);
  return content === undefined
    ? failed(block, 'odd', response, null)
    : { ok: true, content, headers: response.headers };
}

/** A failure in place of an answer. */
export function failure(kind: Failure['kind'], message: string | null = null): Failure {
  return { kind, message: message ?? WORDS[kind], fields: {} };
}

/** A failure as those see it who only wanted to read. */
export function problemOf({ kind, message, retryAfterMs: wait }: Failure): ApiProblem {
  const plain = kind === 'conflict' || kind === 'refused' ? 'odd' : kind;
  return { kind: plain, message, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
}

type Body = { state: 'json'; value: unknown } | { state: 'none' | 'html' | 'broken'; value?: undefined };

function parseBody({ body }: ApiResponse): Body {
  const start = body.slice(0, 200).trimStart();
  if (start === '' && body.trim() === '') return { state: 'none' };
  if (start.startsWith('<')) return { state: 'html' };
  if (body.length > LARGEST_BODY) return { state: 'broken' };
  try {
    return { state: 'json', value: JSON.parse(body) as unknown };
  } catch {
    return { state: 'broken' };
  }
}

function jsonOf(body: Body): unknown {
  return body.state === 'json' ? body.value : undefined;
}

function fits(rule: ApiErrorRule, status: number, body: unknown): boolean {
  if (rule.status && !rule.status.includes(status)) return false;
  return (rule.where ?? []).every((condition) => holds(condition, body));
}

function envelopeError(block: ApiBlock, body: unknown): string | null {
  if (block.envelope === 'jsonrpc' && find(body, 'error').state === 'value') {
    return (
      textAt(body, 'error/data/message') ??
      textAt(body, 'error/message') ??
      textAt(body, 'error/1') ??
      textAt(body, 'error/0') ??
      WORDS.refused
    );
  }
  if (block.envelope === 'graphql' && findAll(body, 'errors/*').length > 0)
    return textAt(body, 'errors/0/message') ?? WORDS.refused;
  return null;
}

function contentOf(block: ApiBlock, body: unknown): unknown {
  const outer = { rest: '', odata: '', jsonrpc: 'result', graphql: 'data' }[block.envelope];
  const path = [outer, block.unwrap ?? ''].filter((part) => part !== '').join('/');
  const found = find(body, path);
  if (found.state === 'absent') return undefined;
  return found.state === 'null' ? null : found.value;
}

function kindOf(status: number): Failure['kind'] {
  if (status === 401) return 'signedOut';
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'notFound';
  if (status === 409 || status === 412) return 'conflict';
  if (status === 429) return 'limited';
  if (status >= 500) return 'server';
  return status >= 400 ? 'refused' : 'odd';
}

function failed(
  block: ApiBlock,
  kind: Failure['kind'],
  response: ApiResponse,
  message: string | null,
  fields: Record<string, string> = {},
): Answer {
  const wait = kind === 'limited' ? limitedMs(block.limits, response.headers) : retryAfterMs(response.headers);
  return {
    ok: false,
    failure: { kind, message: message ?? WORDS[kind], fields, ...(wait === null ? {} : { retryAfterMs: wait }) },
  };
}

function fieldsOf(rule: ApiErrorRule, body: unknown): Record<string, string> {
  if (!rule.fields) return {};
  const { rows, name, message } = rule.fields;
  const found = rows === undefined ? [body] : (rowsAt(body, rows) ?? []);
  return Object.fromEntries(
    found.flatMap((row): [string, string][] => {
      const words = textAt(row, message) ?? textAt(row, `${message}/0`);
      const names = findAll(row, name).flatMap((value) => (Array.isArray(value) ? value.map(String) : [String(value)]));
      return words === null ? [] : names.map((each): [string, string] => [each, words]);
    }),
  );
}

function anyMessage(body: unknown): string | null {
  const paths = [
    'message',
    'error/message',
    '0/message',
    'error_description',
    'error',
    'errors/0/message',
    'detail',
    'msg',
  ];
  return paths.map((path) => textAt(body, path)).find((text) => text !== null) ?? null;
}

function textAt(body: unknown, path: string): string | null {
  if (!isObject(body) && !Array.isArray(body)) return null;
  const found = findAll(body, path)[0];
  const text = plainText(found);
  return text === null || text.trim() === '' ? null : cut(cleanLine(stripTags(text)), LONGEST_MESSAGE);
}

/** Some CRMs write their messages in HTML; it is shown as text. */
function stripTags(text: string): string {
  return text.replaceAll(/<[^<>]*>/g, ' ');
}
