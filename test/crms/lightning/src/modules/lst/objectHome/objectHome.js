import { LightningElement } from 'lwc';

export default class ObjectHome extends LightningElement {}
