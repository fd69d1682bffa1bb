/** A CSV file. A cell is text, or null where it is blank or says that it has no value. */
export type Table = {
  file: string;
  columns: readonly string[];
  rows: readonly TableRow[];
  encoding: string;
  delimiter: string;
  /** Rows that had more or fewer cells than the head; kept, their missing cells empty, their extra ones left out. */
  ragged: number;
  /** Rows without any value. */
  blank: number;
};

export type TableRow = {
  /** As a spreadsheet counts, the head being row 1. */
  number: number;
  cells: Readonly<Record<string, string | null>>;
  /** Cells less those of the head, where the two differ. */
  ragged?: number;
};
