import fakeRest from 'ra-data-fakerest';

/**
 * Atomic asks for 300 ms a request and a console log of each. Here answers come at once and unlogged, unless the page's
 * address asks for slow ones: `/?latency=300#/deals/1/show`.
 */
export default (data) => fakeRest(data, false, Number(new URLSearchParams(location.search).get('latency')));
