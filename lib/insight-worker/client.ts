import { browser } from 'wxt/browser';
import type { JobName, Jobs, Told } from './protocol';

export type InsightWorker = {
  ask: <Name extends JobName>(job: Name, input: Jobs[Name]['input']) => Promise<Jobs[Name]['output']>;
};

/** Starts the page's worker; it lives as long as the page. */
export function startWorker(): InsightWorker {
  const worker = new Worker(vouchedFor(`${browser.runtime.getURL('/')}insight-worker.js`));
  const waiting = new Map<number, { resolve: (output: unknown) => void; reject: (error: Error) => void }>();
  let last = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<Told>) => {
    const one = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.ok) one?.resolve(data.output);
    else one?.reject(new Error(data.error));
  });
  worker.addEventListener('error', ({ message }) => {
    for (const { reject } of waiting.values()) reject(new Error(message || 'the worker failed'));
    waiting.clear();
  });
  return {
    ask: <Name extends JobName>(job: Name, input: Jobs[Name]['input']) =>
      new Promise<Jobs[Name]['output']>((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
        worker.postMessage({ id: last, job, input });
      }),
  };
}

type TrustedTypes = {
  createPolicy: (
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ) => {
    createScriptURL: (url: string) => string;
  };
};

/** The page's policy takes no address of a script that nobody vouched for; only files of the extension's own are. */
function vouchedFor(address: string): string {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  if (types === undefined) return address;
  const policy = types.createPolicy('fairlead-worker', {
    createScriptURL: (url) => {
      if (!url.startsWith(browser.runtime.getURL('/'))) throw new Error('not a script of our own');
      return url;
    },
  });
  return policy.createScriptURL(address);
}
