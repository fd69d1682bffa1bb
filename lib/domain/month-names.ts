// Own tables: what the platform's Intl knows differs between machines. Lower case, accents stripped.
const MONTHS = [
  'january jan januar janvier janv enero ene gennaio gen janeiro januari janner jan jann',
  'february feb februar fevrier fevr fev febrero febbraio fevereiro februari',
  'march mar marz mrz maerz mars marts marzo marco maart mrt',
  'april apr avril avr abril abr aprile',
  'may mai mayo maggio mag maio mei maj',
  'june jun juni juin junio giugno giu junho',
  'july jul juli juillet juil julio luglio lug julho',
  'august aug aout agosto ago augustus augusti',
  'september sept sep septembre septiembre settembre set setembro setiembre',
  'october oct oktober okt octobre octubre ottobre ott outubro out',
  'november nov novembre noviembre novembro',
  'december dec dezember dez decembre diciembre dic dicembre dezembro desember des',
];

const WEEKDAYS =
  'monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun ' +
  'montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sa sonnabend sonntag so ' +
  'lundi lun mardi mar mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim ' +
  'lunes martes miercoles mie jueves jue viernes vie sabado sab domingo dom ' +
  'lunedi martedi mercoledi giovedi gio venerdi sabato domenica segunda terca quarta quinta sexta ' +
  'maandag ma dinsdag woensdag wo donderdag vrijdag vr zaterdag za zondag zo';

const monthNumbers = new Map(
  MONTHS.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
);
const weekdays = new Set(WEEKDAYS.split(' '));

/** The month (1–12) a name or its abbreviation stands for, in ten European languages; null for any other word. */
export function monthNumber(word: string): number | null {
  return monthNumbers.get(word) ?? null;
}

export function isWeekday(word: string): boolean {
  return weekdays.has(word);
}
