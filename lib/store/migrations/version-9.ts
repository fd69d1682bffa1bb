import type Dexie from 'dexie';

/** What a manager's reviews decided of each deal, one row a deal and day, and what the reps promised in them. */
export function version9(database: Dexie): void {
  database.version(9).stores({
    reviews: '[tenant+dealId+day], [tenant+dealId], tenant',
    commitments: '[tenant+dealId+id], [tenant+dealId], tenant',
  });
}
