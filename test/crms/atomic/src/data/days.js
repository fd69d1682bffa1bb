/**
 * Local time of a day counted from `now`. Calendar arithmetic, so a switch to summer time moves no date.
 * @param {Date} now
 * @param {number} days negative for the past
 * @param {number} [hour] noon unless told, so that the day is the same in every time zone
 * @returns {string} ISO 8601
 */
export const dayFrom = (now, days, hour = 12) => {
  const day = new Date(now);
  day.setDate(day.getDate() + days);
  day.setHours(hour, 0, 0, 0);
  return day.toISOString();
};
