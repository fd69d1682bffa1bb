// What the path of a Lightning URL means.
const routes = [
  { kind: 'record', pattern: /^\/lightning\/r\/(?<object>\w+)\/(?<id>[a-zA-Z0-9]{15,18})\/(?<action>view|edit)$/ },
  { kind: 'record', pattern: /^\/lightning\/r\/(?<id>[a-zA-Z0-9]{15,18})\/(?<action>view|edit)$/ },
  { kind: 'list', pattern: /^\/lightning\/o\/(?<object>\w+)\/list$/ },
];

export function routeOf(path) {
  for (const { kind, pattern } of routes) {
    const match = pattern.exec(path);
    if (match) return { kind, ...match.groups };
  }
  return { kind: 'page' };
}
