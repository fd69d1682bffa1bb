/**
 * Finds the handler of a path; `:name` takes one segment (or a part of one, up to the next fixed character), `*` the rest.
 * @param {readonly [method: string, pattern: string, handler: Function, options?: { open?: boolean }][]} routes
 */
export function createRouter(routes) {
  const compiled = routes.map(([method, pattern, handler, options = {}]) => ({
    method,
    handler,
    options,
    pattern: toPattern(pattern),
  }));
  return (method, path) => {
    let otherMethod = false;
    for (const route of compiled) {
      const found = route.pattern.exec(path);
      if (!found) continue;
      if (route.method === method) return { ...route, params: decoded(found.groups ?? {}) };
      otherMethod = true;
    }
    return { handler: undefined, otherMethod };
  };
}

function toPattern(pattern) {
  const source = pattern
    .replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/:([a-zA-Z]+)/g, '(?<$1>[^/()]+)')
    .replaceAll('*', '(?<rest>.*)');
  return new RegExp(`^${source}/?$`);
}

function decoded(groups) {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, safelyDecoded(value)]));
}

function safelyDecoded(value) {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
