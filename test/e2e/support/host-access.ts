import type { BrowserContext } from '@playwright/test';

type DeveloperPrivate = {
  developerPrivate: Record<'addHostPermission' | 'removeHostPermission', (id: string, host: string) => Promise<void>>;
};

/**
 * Gives or takes a site, as a person does on the browser's own page of the extension. The prompt that an extension
 * raises cannot be clicked by a test; a site given before is granted without one, by the same call.
 */
async function changeHost(
  context: BrowserContext,
  id: string,
  what: keyof DeveloperPrivate['developerPrivate'],
  host: string,
): Promise<void> {
  const settings = await context.newPage();
  await settings.goto('chrome://extensions');
  await settings.evaluate(
    async ([extension, name, pattern]) => {
      const { developerPrivate } = (globalThis as unknown as { chrome: DeveloperPrivate }).chrome;
      await developerPrivate[name](extension, pattern);
    },
    [id, what, host] as const,
  );
  await settings.close();
}

export const giveHost = (context: BrowserContext, id: string, host: string): Promise<void> =>
  changeHost(context, id, 'addHostPermission', host);

export const takeHost = (context: BrowserContext, id: string, host: string): Promise<void> =>
  changeHost(context, id, 'removeHostPermission', host);
