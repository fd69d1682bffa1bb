import { LightningElement, api } from 'lwc';

export default class ActionRenderer extends LightningElement {
  @api apiname;
  @api href;

  connectedCallback() {
    // As on Salesforce's own element; LWC itself sets only the property.
    this.setAttribute('apiname', this.apiname);
  }

  handleClick() {
    this.dispatchEvent(new CustomEvent('navigate', { bubbles: true, composed: true, detail: { href: this.href } }));
  }
}
