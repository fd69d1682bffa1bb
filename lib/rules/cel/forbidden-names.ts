/** Names through which JavaScript objects could be reached. Refused everywhere, though nothing here would answer to them. */
export const FORBIDDEN: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  'prototype',
  'caller',
  'callee',
]);
