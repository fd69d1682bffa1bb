import DetailPanel from 'forcegenerated/detailpanel_opportunity___012000000000000aaa___full___view___recordlayout2';

/** Generated per object in the real product; only the tag differs. */
export default class AccountDetailPanel extends DetailPanel {}
