import type { ApiRequest } from '@/lib/crm/api/types';

/** What the page's call brought; `error` when nothing was reached, or the call was not for this page. */
export type PageCallAnswer =
  | { ok: true; status: number; headers: Record<string, string>; body: string; url: string }
  | { ok: false; error: string };

/**
 * Calls the CRM from its own page, with the page's cookies and what it keeps of tokens: those are looked up here and leave the
 * page only in the call itself. Put into the page by the background (`scripting.executeScript`): it must use nothing outside itself.
 */
// oxlint-disable-next-line max-lines-per-function -- a function put into a page carries all of itself
export async function callFromPage(
  request: ApiRequest,
  timeLimitMs: number,
  mostBytes: number,
): Promise<PageCallAnswer> {
  const member = (value: unknown, path: string): string => {
    let here = value;
    for (const step of path.split('/'))
      here = typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[step] : undefined;
    return typeof here === 'string' || typeof here === 'number' ? String(here) : '';
  };
  const stored = (area: Storage, pattern: string): string | null => {
    const [start = '', end] = pattern.split('*');
    if (end === undefined) return area.getItem(pattern);
    const key = Object.keys(area).find((each) => each.startsWith(start) && each.endsWith(end));
    return key === undefined ? null : area.getItem(key);
  };
  const lookUp = (source: NonNullable<ApiRequest['signed']>[number]['source']): string | null => {
    if (source.from === 'element') {
      const { css, attribute, match } = source;
      const texts = [...document.querySelectorAll<HTMLInputElement>(css)].map((each) =>
        attribute === undefined ? (each.value ?? each.textContent) : each.getAttribute(attribute),
      );
      if (match === undefined) return texts[0] ?? null;
      return texts.map((text) => new RegExp(match).exec(text ?? '')?.[1]).find((text) => text !== undefined) ?? null;
    }
    if (source.from !== 'cookie')
      return stored(source.from === 'localStorage' ? localStorage : sessionStorage, source.key);
    const start = `${source.name}=`;
    const found = document.cookie.split('; ').find((cookie) => cookie.startsWith(start));
    return found === undefined ? null : decodeURIComponent(found.slice(start.length));
  };
  const fill = (template: string, text: string, json: unknown, more: string): string =>
    template.replace(/\{([^{}]+)\}/g, (_whole, name: string) =>
      name === 'value' ? text : name === 'base64' ? more : member(json, name),
    );
  try {
    const target = new URL(request.url, location.href);
    if (target.origin !== location.origin) return { ok: false, error: 'another origin' };
    const headers: Record<string, string> = { ...request.headers };
    for (const { source, header, value, base64 } of request.signed ?? []) {
      const text = lookUp(source);
      if (text === null || text === '') {
        // A token that the page does not keep (any more): its server would be asked for nothing, and may ask the user to sign in.
        if (source.from === 'localStorage' || source.from === 'sessionStorage')
          return { ok: true, status: 401, headers: {}, body: '', url: target.href };
        continue;
      }
      let json: unknown = null;
      try {
        json = JSON.parse(text);
      } catch {
        json = null; // a plain text
      }
      const coded =
        base64 === undefined
          ? ''
          : btoa(String.fromCharCode(...new TextEncoder().encode(fill(base64, text, json, ''))));
      headers[header] = fill(value, text, json, coded);
    }
    const { method, body } = request;
    const signal = AbortSignal.timeout(timeLimitMs);
    const init = {
      method,
      headers,
      signal,
      credentials: 'include',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    } as const;
    const response = await fetch(target, body === undefined ? init : { ...init, body });
    let size = 0;
    const capped = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform: (part, out) =>
        (size += part.length) > mostBytes ? out.error(new Error('too large')) : out.enqueue(part),
    });
    const text = await new Response(response.body?.pipeThrough(capped)).text();
    return {
      ok: true,
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: text,
      url: response.url,
    };
  } catch {
    return { ok: false, error: 'unreachable' }; // no word of the error: it may hold the address
  }
}
