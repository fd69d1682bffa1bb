/** The first one is logged in. */
export const sales = [
  ['Nora', 'Lindqvist'],
  ['Marcus', 'Oyelaran'],
  ['Priya', 'Raman'],
  ['Tomasz', 'Wilk'],
  ['Lucía', 'Ferrer'],
].map(([first_name, last_name], index) => ({
  id: index + 1,
  user_id: String(index + 1),
  first_name,
  last_name,
  email: `${first_name
    .normalize('NFD')
    .replace(/\P{ASCII}/gu, '')
    .toLowerCase()}@tallship.test`,
  password: 'demo',
  administrator: index === 0,
}));
