import { browser } from 'wxt/browser';
import { workerClient, type WorkerClient } from '@/lib/worker/client';
import { ownScript } from '@/lib/worker/own-script';
import type { Jobs } from './protocol';

export type InsightWorker = WorkerClient<Jobs>;

/** The page's worker; it lives as long as the page. One that failed has lost its tables: `begin` comes first again. */
export function startWorker(): InsightWorker {
  return workerClient(() => new Worker(ownScript(`${browser.runtime.getURL('/')}insight-worker.js`)));
}
