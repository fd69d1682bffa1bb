/** A function of the expression language, as completion shows it. Every example compiles; a test holds them to that. */
export type FunctionWord = {
  name: string;
  signature: string;
  says: string;
  example: string;
  on?: 'text' | 'list' | 'team';
};

/** Functions that stand alone, and those that stand behind a value (`on`). */
export const FUNCTION_WORDS: readonly FunctionWord[] = [
  alone('daysSince', '(date): number', 'Whole days from a date to now', 'daysSince(deal.createdAt) > 30'),
  alone('daysUntil', '(date): number', 'Whole days from now to a date', 'daysUntil(deal.closeDate) < 14'),
  alone('blank', '(value): condition', 'Empty, or only spaces', 'blank(deal.nextStep)'),
  alone('junk', '(text, mode?): condition', 'A placeholder such as TBD; mode "strict" for more', 'junk(deal.nextStep)'),
  alone('count', '(list): number', 'How many rows', 'count(contacts) >= 2'),
  alone('latest', '(list, key?): date', 'The latest date of a list', 'daysSince(latest(activities, "at")) > 14'),
  alone('pushes', '(field?): number', 'How often a date moved later', 'pushes("closeDate") >= 2'),
  alone('days', '(number): duration', 'A length of time in days', 'deal.closeDate < now + days(30)'),
  alone('has', '(name): condition', 'Whether there is a value', 'has(deal.closeDate)'),
  alone('size', '(text or list): number', 'Characters of a text, rows of a list', 'size(deal.description) > 20'),
  alone('int', '(value): number', 'A whole number', 'int(deal.probability) > 50'),
  alone('double', '(value): number', 'A number', 'double("0.5") < deal.probability'),
  alone('string', '(value): text', 'A text', 'string(deal.amount) != ""'),
  alone('bool', '(text): condition', 'A condition of "true" or "false"', 'bool("true")'),
  alone('timestamp', '(text): date', 'A date', 'deal.closeDate < timestamp("2026-12-31")'),
  alone('duration', '(text): duration', 'A length of time', 'deal.closeDate < now + duration("720h")'),
  on('list', 'exists', '(row, condition): condition', 'Some row', 'contacts.exists(c, c.role == "Economic buyer")'),
  on('list', 'all', '(row, condition): condition', 'Every row', 'activities.all(a, a.done == "true")'),
  on(
    'list',
    'exists_one',
    '(row, condition): condition',
    'One row exactly',
    'contacts.exists_one(c, c.role == "Champion")',
  ),
  on('list', 'filter', '(row, condition): list', 'The rows', 'count(activities.filter(a, a.type == "Meeting")) >= 2'),
  on('list', 'map', '(row, value): list', 'A value of each row', '"Champion" in contacts.map(c, c.role)'),
  on('text', 'startsWith', '(text): condition', 'It begins so', 'deal.name.startsWith("Renewal")'),
  on('text', 'endsWith', '(text): condition', 'It ends so', 'deal.name.endsWith("(pilot)")'),
  on('text', 'contains', '(text): condition', 'It holds this', 'deal.description.contains("budget")'),
  on('text', 'matches', '(pattern): condition', 'A pattern of RE2', 'deal.nextStep.matches("(?i)^call")'),
  on('text', 'lowerAscii', '(): text', 'In small letters', 'deal.type.lowerAscii() == "renewal"'),
  on('text', 'upperAscii', '(): text', 'In capitals', 'deal.type.upperAscii() == "NEW"'),
  on('text', 'trim', '(): text', 'Without spaces around it', 'deal.nextStep.trim() != ""'),
  on('text', 'indexOf', '(text): number', 'Where it first stands; -1 for nowhere', 'deal.name.indexOf("-") >= 0'),
  on('text', 'lastIndexOf', '(text): number', 'Where it last stands', 'deal.name.lastIndexOf("-") >= 0'),
  on('text', 'substring', '(from, to?): text', 'A part', 'deal.name.substring(0, 3) == "ACM"'),
  on('text', 'split', '(text): list', 'Its parts', 'count(deal.nextStep.split(",")) > 1'),
  on(
    'team',
    'medianDaysToClose',
    '(stage?): duration',
    'The usual time to close',
    'deal.closeDate < now + team.medianDaysToClose(stage)',
  ),
  on(
    'team',
    'medianDaysInStage',
    '(stage?): duration',
    'The usual time in a stage',
    'now + team.medianDaysInStage() > deal.closeDate',
  ),
  on('team', 'winRate', '(stage?): number', 'The share of won deals', 'team.winRate(stage) < 0.2'),
  on('team', 'medianAmount', '(stage?): number', 'The usual amount', 'deal.amount > 3.0 * team.medianAmount()'),
];

function alone(name: string, signature: string, says: string, example: string): FunctionWord {
  return { name, signature, says, example };
}

function on(
  kind: 'text' | 'list' | 'team',
  name: string,
  signature: string,
  says: string,
  example: string,
): FunctionWord {
  return { name, signature, says, example, on: kind };
}

/** Keys of a pack under which an expression stands. */
export const EXPRESSION_KEYS: ReadonlySet<string> = new Set([
  'applies',
  'when',
  'require',
  'valid',
  'consistent',
  'value',
]);
