import { LightningElement, api } from 'lwc';

export default class ActionRenderer extends LightningElement {
  @api apiname;
  @api href;

  handleClick() {
    this.dispatchEvent(new CustomEvent('navigate', { bubbles: true, composed: true, detail: { href: this.href } }));
  }
}
