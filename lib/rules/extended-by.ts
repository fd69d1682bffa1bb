/** The ids that a pack document extends, as far as it is one. */
export function extendedBy(document: unknown): string[] {
  if (typeof document !== 'object' || document === null || !('extends' in document)) return [];
  return Array.isArray(document.extends) ? document.extends.filter((id) => typeof id === 'string') : [];
}
