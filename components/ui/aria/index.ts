import './aria.css';

// One chunk with all that needs the library; `later.tsx` alone imports it, and only once something is opened.
export { ComboField } from './combo-field';
export { MenuPopover } from './menu-popover';
export { ModalDialog } from './modal-dialog';
export { PaletteDialog } from './palette-dialog';
export { PopoverDialog } from './popover-dialog';
export { SearchField } from './search-field';
export { Tip } from './tip';
