import type { BrowserContext, CDPSession } from '@playwright/test';

/** A page of ours that is in no tab (side panel, popup), which Playwright does not know: it is spoken to by the protocol. */
export type OutsidePage = {
  /** Evaluates an expression in it. */
  evaluate: <T>(expression: string) => Promise<T>;
  close: () => Promise<void>;
};

/** Attaches to the page with this file name outside the tabs, once it is there. */
export async function outsidePage(context: BrowserContext, file: string): Promise<OutsidePage> {
  const [page] = context.pages();
  if (!page) throw new Error('the browser has no tab to speak through');
  const cdp = await context.newCDPSession(page);
  const targetId = await targetOf(cdp, file);
  const { sessionId } = await cdp.send('Target.attachToTarget', { targetId });
  let last = 0;
  const answers = new Map<number, (message: { result?: { result?: { value?: unknown } } }) => void>();
  cdp.on('Target.receivedMessageFromTarget', ({ message }) => {
    const parsed = JSON.parse(message) as { id?: number; result?: { result?: { value?: unknown } } };
    if (parsed.id !== undefined) answers.get(parsed.id)?.(parsed);
  });
  return {
    evaluate: async <T>(expression: string) => {
      last += 1;
      const id = last;
      const answer = new Promise<{ result?: { result?: { value?: unknown } } }>((resolve) => answers.set(id, resolve));
      const params = { expression, returnByValue: true, awaitPromise: true, userGesture: true };
      await cdp.send('Target.sendMessageToTarget', {
        sessionId,
        message: JSON.stringify({ id, method: 'Runtime.evaluate', params }),
      });
      return (await answer).result?.result?.value as T;
    },
    close: async () => void (await cdp.send('Target.closeTarget', { targetId })),
  };
}

async function targetOf(cdp: CDPSession, file: string): Promise<string> {
  const until = Date.now() + 15_000;
  for (;;) {
    const { targetInfos } = await cdp.send('Target.getTargets');
    const found = targetInfos.find(({ url }) => url.endsWith(`/${file}`));
    if (found) return found.targetId;
    if (Date.now() > until) throw new Error(`no ${file} opened`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
