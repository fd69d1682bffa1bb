import Dexie from 'dexie';

/**
 * Writes rows in the Dexie transaction that is under way, by the browser's own calls; a row with the key of another takes its
 * place. A request that fails aborts the transaction, which Dexie tells of.
 * For many rows: Dexie's own calls listen to each request, and the browser keeps what listens, with all that it sees, until its
 * next large collection. Of a pull, that was every row of thousands.
 * @throws where no transaction is under way
 */
export function putRows(table: string, rows: readonly object[]): void {
  const store = Dexie.currentTransaction?.idbtrans.objectStore(table);
  if (!store) throw new Error(`rows of ${table} are written in a transaction`);
  for (const row of rows) store.put(row);
}
