// Every date is counted from today, so that a deal is as old, as late and as silent on any day the tests run.
const twoDigits = (value) => String(value).padStart(2, '0');

/** The calendar day `days` from today, in the browser's time zone, as YYYY-MM-DD. */
export function day(days) {
  const date = at(days, 12);
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

/** The moment `hour`:30 local time, `days` from today. */
export function at(days, hour = 9) {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour, 30);
}
