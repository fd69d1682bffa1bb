/**
 * With native shadow the page's style sheet stops at every shadow root. The base components bring their own styles;
 * the other components here stand for Salesforce's own, so they all borrow the design system's one sheet.
 * Must be imported before the engine, which keeps the `attachShadow` it finds.
 */
const sheet = new CSSStyleSheet();
const attachShadow = Element.prototype.attachShadow;

Element.prototype.attachShadow = function attachStyledShadow(init) {
  const root = attachShadow.call(this, init);
  if (!this.localName.startsWith('lightning-')) root.adoptedStyleSheets.push(sheet);
  return root;
};

export const stylesReady = fetch('/slds.css')
  .then((response) => response.text())
  .then((css) => sheet.replace(css));
