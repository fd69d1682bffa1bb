/** Atomic looks pictures up at Gravatar and at the company's site whenever a record is saved; this page asks no other host. */
export const getCompanyAvatar = async () => null;
export const getContactAvatar = async () => null;
