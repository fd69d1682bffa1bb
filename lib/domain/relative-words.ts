// Words of relative dates in the languages of the big CRMs. Lower case, Latin accents stripped.
export type RelativeUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

const UNITS: Readonly<Record<RelativeUnit, string>> = {
  second: 's sec secs second seconds sekunde sekunden seconde secondes segundo segundos secondo secondi seconden 秒 초',
  minute: 'm min mins minute minutes minuten minuto minutos minuti minuut 分 分钟 분',
  hour: 'h hr hrs hour hours stunde stunden std heure heures hora horas ora ore uur uren 時間 小时 시간',
  day: 'd day days tag tage tagen jour jours dia dias giorno giorni dag dagen 日 天 일',
  week: 'w wk wks week weeks woche wochen semaine semaines semana semanas settimana settimane weken 週間 周 주',
  month:
    'mo mos month months monat monate monaten mois mes meses mese mesi maand maanden か月 ヶ月 ヵ月 カ月 个月 個月 개월',
  year: 'y yr yrs year years jahr jahre jahren an ans annee annees ano anos anno anni jaar 年 년',
};

const units = new Map(
  (Object.keys(UNITS) as RelativeUnit[]).flatMap((unit) => UNITS[unit].split(' ').map((word) => [word, unit] as const)),
);

const COUNTS = new Map(
  (
    'a:1 an:1 one:1 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 ein:1 eine:1 einem:1 einer:1 einen:1 zwei:2 drei:3 ' +
    'un:1 une:1 deux:2 trois:3 una:1 uno:1 um:1 uma:1 een:1 dos:2 due:2 dois:2 twee:2'
  )
    .split(' ')
    .map((pair) => [pair.split(':')[0] ?? '', Number(pair.split(':')[1])] as const),
);

const DAY_WORDS: Readonly<Record<string, string>> = {
  '-2': 'vorgestern avant-hier 一昨日 おととい',
  '-1': 'yesterday gestern hier ayer ieri ontem gisteren 昨日 きのう 昨天 어제',
  '0': "today heute aujourd'hui hoy oggi hoje vandaag 今日 本日 今天 오늘",
  '1': 'tomorrow morgen demain manana domani amanha 明日 明天 내일',
  '2': 'ubermorgen apres-demain 明後日',
};

const dayWords = new Map(
  Object.entries(DAY_WORDS).flatMap(([days, words]) => words.split(' ').map((word) => [word, Number(days)] as const)),
);

/** The unit of time a word stands for; lower case, accents stripped. */
export function unitOf(word: string): RelativeUnit | null {
  return units.get(word) ?? null;
}

/** A count in digits or as a word. */
export function countOf(text: string): number | null {
  return /^\d+$/.test(text) ? Number(text) : (COUNTS.get(text) ?? null);
}

/** Days from today for `yesterday`, `morgen`, `明日` … */
export function dayWord(text: string): number | null {
  return dayWords.get(text) ?? null;
}
