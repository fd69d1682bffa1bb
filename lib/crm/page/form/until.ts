/** Between two looks: page scripts get their turn. */
const EVERY_MS = 40;

/** Looks again and again until there is something, or the time is over (null). */
export async function until<T>(look: () => T | null | false, ms: number): Promise<T | null> {
  const end = performance.now() + ms;
  for (;;) {
    const found = look();
    if (found !== null && found !== false) return found;
    if (performance.now() >= end) return null;
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}
