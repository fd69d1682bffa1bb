const LATIN: Readonly<Record<string, number>> = {
  k: 1e3,
  tsd: 1e3,
  'tsd.': 1e3,
  tkr: 1e3,
  thousand: 1e3,
  mil: 1e3,
  mille: 1e3,
  'tys.': 1e3,
  tys: 1e3,
  'тыс.': 1e3,
  m: 1e6,
  mm: 1e6,
  mn: 1e6,
  mio: 1e6,
  'mio.': 1e6,
  mln: 1e6,
  'mln.': 1e6,
  mkr: 1e6,
  million: 1e6,
  millions: 1e6,
  millionen: 1e6,
  millones: 1e6,
  milioni: 1e6,
  milhões: 1e6,
  млн: 1e6,
  lakh: 1e5,
  lakhs: 1e5,
  lac: 1e5,
  crore: 1e7,
  crores: 1e7,
  cr: 1e7,
  b: 1e9,
  bn: 1e9,
  mrd: 1e9,
  'mrd.': 1e9,
  md: 1e9,
  mds: 1e9,
  mld: 1e9,
  billion: 1e9,
  billions: 1e9,
  milliard: 1e9,
  milliards: 1e9,
  milliarden: 1e9,
  млрд: 1e9,
};

const EAST_ASIAN: Readonly<Record<string, number>> = {
  千: 1e3,
  천: 1e3,
  万: 1e4,
  萬: 1e4,
  만: 1e4,
  億: 1e8,
  亿: 1e8,
  억: 1e8,
  兆: 1e12,
  조: 1e12,
};

/** Words and letters that multiply the number before them, longest first. */
export const SCALES: readonly { mark: string; factor: number }[] = Object.entries({ ...LATIN, ...EAST_ASIAN })
  .map(([mark, factor]) => ({ mark, factor }))
  .toSorted((a, b) => b.mark.length - a.mark.length);

/** The factor of an East Asian unit; null when it is none. */
export function eastAsianFactor(mark: string): number | null {
  return EAST_ASIAN[mark] ?? null;
}

/** Those units as the inside of a character class. */
export const EAST_ASIAN_MARKS = Object.keys(EAST_ASIAN).join('');
