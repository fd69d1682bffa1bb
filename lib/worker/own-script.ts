type Policy = { createScriptURL: (url: string) => unknown };
type Policies = { createPolicy: (name: string, rules: { createScriptURL: (url: string) => string }) => Policy };

let policy: Policy | null = null;

/**
 * An address for a worker. Pages of ours run no script that nobody vouched for (trusted types): files of the extension's own
 * are. Where the browser asks for no such word, the address stays what it is.
 */
export function ownScript(address: string): string {
  const { trustedTypes, location } = globalThis as unknown as { trustedTypes?: Policies; location: Location };
  if (trustedTypes === undefined) return address;
  policy ??= trustedTypes.createPolicy('fairlead-worker', {
    createScriptURL: (url) => {
      if (new URL(url, location.href).origin !== location.origin) throw new TypeError('not a script of our own');
      return url;
    },
  });
  return policy.createScriptURL(address) as string; // what the worker's constructor takes in place of a text
}
