import LightningTab from 'lightning/tab';

/** Salesforce's own tab of a record page is the base tab under another tag. */
export default class Tab2 extends LightningTab {}
