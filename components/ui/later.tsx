import { lazy } from 'react';

const aria = async () => import('./aria');

/** What is only on screen once something was opened: the first paint neither loads nor parses the library behind it. */
export const LaterMenu = lazy(async () => ({ default: (await aria()).MenuPopover }));
export const LaterPopover = lazy(async () => ({ default: (await aria()).PopoverDialog }));
export const LaterModal = lazy(async () => ({ default: (await aria()).ModalDialog }));
export const LaterPalette = lazy(async () => ({ default: (await aria()).PaletteDialog }));
export const LaterTip = lazy(async () => ({ default: (await aria()).Tip }));
export const LaterSearch = lazy(async () => ({ default: (await aria()).SearchField }));
export const LaterCombo = lazy(async () => ({ default: (await aria()).ComboField }));

/** Gets the code before it is needed: on hover or focus of what will open it. */
export function fetchAria(): void {
  void aria();
}
