/** Made when it is first asked for, and kept. */
export function later<T>(make: () => T): () => T {
  let made: { is: T } | null = null;
  return () => (made ??= { is: make() }).is;
}
