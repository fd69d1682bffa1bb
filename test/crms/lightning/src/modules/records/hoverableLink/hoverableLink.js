import { LightningElement, api } from 'lwc';

export default class HoverableLink extends LightningElement {
  @api href;
  @api name;

  /** For screen readers, and so part of the element's textContent: "AcmeOpen Acme Preview". */
  get previewTitle() {
    return `Open ${this.name} Preview`;
  }
}
