import { plainLabel } from './plain-label';

/** A name that finds a stage of a pack again: its title where that is one, else the first of the names it goes by. */
export function stageNamed(names: readonly string[], title: string): string {
  return names.includes(plainLabel(title)) ? title : (names[0] ?? title);
}
