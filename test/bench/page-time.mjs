const MS = 1_000;

/**
 * What a page's main thread works from now on, in ms of CPU: what else the machine does meanwhile is not in it. Returns the function that
 * tells so far.
 * @param {{ send: (method: string, params?: object) => Promise<any> }} page
 */
export async function threadTime({ send }) {
  await send('Performance.enable', { timeDomain: 'threadTicks' });
  const now = async () => {
    const { metrics } = await send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value * MS;
  };
  const before = await now();
  return async () => (await now()) - before;
}
