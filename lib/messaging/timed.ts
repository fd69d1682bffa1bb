/** Runs work and says how long it took, ms: for the guardrails, which take a slow pack back. */
export function timed<T>(work: () => T): { value: T; tookMs: number } {
  const started = performance.now();
  return { value: work(), tookMs: performance.now() - started };
}
