import { readFileSync } from 'node:fs';
import type { Adapter } from '@/lib/crm/adapter-schema';
import { apiBlock } from '@/lib/crm/adapter-api-schema';
import type { ApiRequest, Send } from '@/lib/crm/api/types';

/** An adapter with its `api` block parsed. */
export function adapterOf(id: string): Adapter {
  const document = JSON.parse(
    readFileSync(new URL(`../../../lib/crm/adapters/${id}.json`, import.meta.url), 'utf8'),
  ) as Adapter;
  return { ...document, api: apiBlock.parse(document.api) };
}

/** Sends over real HTTP; `extra` are the headers that the browser or the page would add (cookies, signed ones). */
export function httpSend(extra: (request: ApiRequest) => Record<string, string> = () => ({})): Send {
  return async (request, signal) => {
    const response = await fetch(request.url, {
      method: request.method,
      headers: { ...request.headers, ...extra(request) },
      ...(request.body === undefined ? {} : { body: request.body }),
      ...(signal ? { signal } : {}),
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
      url: response.url,
    };
  };
}
