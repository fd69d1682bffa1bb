import { z } from '@/lib/domain/zod';

/** What a column of an export can mean, with what it is called by CRMs and people, folded (see `folded`). */
export const IMPORT_FIELDS = {
  id: [
    'id',
    'dealid',
    'opportunityid',
    'recordid',
    'opportunitynumber',
    'dealnumber',
    'vorgangsnummer',
    'identifiant',
    '商談id',
  ],
  name: [
    'name',
    'dealname',
    'opportunityname',
    'opportunity',
    'deal',
    'title',
    'dealtitle',
    'topic',
    'bezeichnung',
    'nom',
    '商談名',
  ],
  account: [
    'account',
    'accountname',
    'company',
    'companyname',
    'organization',
    'organisation',
    'customer',
    'firma',
    'kunde',
    'client',
    'compte',
    '取引先名',
    '取引先',
  ],
  owner: [
    'owner',
    'dealowner',
    'opportunityowner',
    'salesagent',
    'salesrep',
    'rep',
    'salesperson',
    'assignedto',
    'verantwortlich',
    'inhaber',
    'besitzer',
    'proprietaire',
    '所有者',
  ],
  team: ['team', 'salesteam', 'region', 'territory', 'regionaloffice', 'equipe', 'チーム'],
  segment: ['segment', 'industry', 'sector', 'branche', 'secteur', '業種'],
  source: ['source', 'leadsource', 'originalsource', 'channel', 'quelle', 'leadquelle', 'origine', 'リードソース'],
  product: ['product', 'productname', 'productfamily', 'produkt', 'produit', '商品'],
  pipeline: ['pipeline', 'process', 'salesprocess', 'vertriebsprozess', 'パイプライン'],
  stage: ['stage', 'dealstage', 'stagename', 'salesstage', 'phase', 'status', 'verkaufsphase', 'etape', 'フェーズ'],
  outcome: ['outcome', 'result', 'wonlost', 'status', 'dealstatus', 'iswon', 'ergebnis', 'resultat', '結果'],
  amount: [
    'amount',
    'value',
    'dealvalue',
    'closevalue',
    'dealamount',
    'revenue',
    'estrevenue',
    'betrag',
    'wert',
    'summe',
    'montant',
    '金額',
  ],
  currency: ['currency', 'currencycode', 'currencyisocode', 'dealcurrency', 'wahrung', 'devise', '通貨'],
  created: [
    'created',
    'createdate',
    'createddate',
    'createdon',
    'createdat',
    'creationdate',
    'engagedate',
    'dealcreated',
    'erstelltam',
    'erstellt',
    'anlagedatum',
    'datedecreation',
    'creele',
    '作成日',
  ],
  closed: [
    'closed',
    'closedate',
    'closeddate',
    'actualclosedate',
    'actualclosed',
    'wontime',
    'abschlussdatum',
    'geschlossenam',
    'datedecloture',
    '完了日',
  ],
  closeDate: [
    'expectedclosedate',
    'estclosedate',
    'estimatedclosedate',
    'forecastclosedate',
    'expectedclose',
    'voraussichtlichesabschlussdatum',
    'datedecloturepr',
    '完了予定日',
  ],
  probability: ['probability', 'dealprobability', 'winprobability', 'wahrscheinlichkeit', 'probabilite', '確度'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ImportField = keyof typeof IMPORT_FIELDS;

export const IMPORT_FIELD_NAMES = Object.keys(IMPORT_FIELDS) as ImportField[];

const columns = z.partialRecord(z.enum(IMPORT_FIELD_NAMES), z.string());

/** Which column means what; plain JSON, to be remembered for the next export of the same kind. */
export const importMappingSchema = z.strictObject({
  columns,
  /** Values of the outcome column (without one: of the stage column). Every value is in one of them, or its rows are left out. */
  won: z.array(z.string()),
  lost: z.array(z.string()),
  open: z.array(z.string()),
  /** Open stages in their order; another one is kept, and said. */
  stages: z.array(z.string()),
  dates: z.enum(['dmy', 'mdy', 'ymd']).nullable(),
  decimal: z.enum(['.', ',']).nullable(),
  /** ISO 4217 code of amounts that show none; null leaves them without. */
  currency: z.string().nullable(),
});

export type ImportMapping = z.output<typeof importMappingSchema>;

/** A name as it is compared: lower case, without marks, spaces and signs. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** What a mapping is remembered under: the columns of the file, whatever their order. */
export function headKey(names: readonly string[]): string {
  return names.map(folded).toSorted().join('|');
}

/** Whether a remembered mapping still fits a file: every column it names is there. */
export function fits(mapping: ImportMapping, names: readonly string[]): boolean {
  return Object.values(mapping.columns).every((column) => names.includes(column));
}
