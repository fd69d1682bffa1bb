/** A day from today: as a date control of the browser takes it by keys, and as English writes it. */
export function inDays(days) {
  const date = new Date(Date.now() + days * 86_400_000);
  const [year, month, day] = date.toISOString().slice(0, 10).split('-');
  return { typed: `${month}${day}${year}`, written: `${month}/${day}/${year}` };
}
