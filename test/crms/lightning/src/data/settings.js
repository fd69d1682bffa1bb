const query = new URLSearchParams(location.search);

/** Milliseconds from a change of the URL to the fields of the new page; the pane itself appears after half of it. */
export const delay = Number(query.get('delay') ?? 150);

/** The user's Salesforce locale and the org's currency: `?locale=de&currency=EUR`. Labels stay English, as they do there. */
export const localeName = query.get('locale') ?? 'en-US';
export const currency = query.get('currency') ?? 'USD';
