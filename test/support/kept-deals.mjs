/**
 * Puts made-up deals with their history into the extension's own database, as a pull and visits would have. It is run in one of
 * the extension's own contexts and holds all it needs: days back from `now`, every fifth deal still open, half of the others won.
 * `openOnly`: all are open, and none was assessed. `abroad`: every so many has dollars for its currency.
 * @param {{ tenant: string, count: number, now: number, openOnly?: boolean, abroad?: number }} given
 */
export async function putKeptDeals({ tenant, count, now, openOnly = false, abroad = 0 }) {
  const DAY = 86_400_000;
  const PART = 2_000;
  const opening = indexedDB.open('fairlead');
  const database = await new Promise((resolve, reject) => {
    opening.addEventListener('success', () => resolve(opening.result));
    opening.addEventListener('error', () => reject(opening.error));
  });
  const value = (content) => ({ state: 'value', value: content, source: 'api' });
  const day = (ms) => new Date(ms).toISOString().slice(0, 10);
  const stages = ['Lead', 'Proposal', 'Negotiation'];
  const change = (dealId, field, from, to, seenAt) => ({
    tenant,
    dealId,
    field,
    from: value(from),
    to: value(to),
    seenAt,
  });

  function dealOf(n) {
    const id = String(100_000 + n);
    const created = now - (30 + ((n * 7) % 700)) * DAY;
    const life = 10 + ((n * 37) % 130);
    const isOpen = openOnly || n % 5 === 0 || created + life * DAY > now;
    const outcome = isOpen ? 'open' : (n * 13) % 10 < 5 ? 'won' : 'lost';
    const end = outcome === 'open' ? now : created + life * DAY;
    const label = outcome === 'open' ? stages[n % 3] : outcome === 'won' ? 'Won' : 'Lost';
    const due = created + (60 + (n % 40)) * DAY;
    const fields = {
      name: value(`Deal ${n}`),
      'account.name': value(`Account ${n % 800}`),
      'account.industry': value(['Retail', 'Software', 'Finance', 'Health'][n % 4]),
      'owner.name': value(['Ann', 'Bo', 'Cy', 'Di', 'Ed'][n % 5 === 0 ? (n / 5) % 5 : n % 5]),
      leadSource: value(['Web', 'Event', 'Partner'][n % 3]),
      'stage.label': value(label),
      amount: value({ value: 1_000 + ((n * 911) % 90_000), currency: abroad > 0 && n % abroad === 1 ? 'USD' : 'EUR' }),
      createdAt: value(day(created)),
      closeDate: value(day(outcome === 'open' ? due : end)),
      probability: value(10 + (n % 9) * 10),
      description: n % 4 === 0 ? { state: 'empty', source: 'api' } : value('What they need and why now.'),
    };
    const deal = { id, url: `http://localhost/#/deals/${id}/show`, readAt: now - 3_600_000, fields, lists: {} };
    const moves = [change(id, 'closeDate', day(due - 20 * DAY), day(due), created + Math.floor(life / 3) * DAY)];
    for (let i = 0; i < 2; i += 1)
      if (created + (i + 1) * 4 * DAY < end)
        moves.push(change(id, 'stage.label', stages[i], stages[i + 1], created + (i + 1) * 4 * DAY));
    if (outcome !== 'open') moves.push(change(id, 'stage.label', stages[2], label, end));
    const row = { tenant, id, deal, known: fields, hash: id, firstSeenAt: created, lastSeenAt: 0, outcome };
    return { row, moves, assessment: { tenant, dealId: id, assessment: assessmentOf(id, n, outcome, end) } };
  }

  function assessmentOf(dealId, n, outcome, end) {
    const verdict = (kind) => ({ kind });
    return {
      format: 1,
      dealId,
      at: end - 2 * DAY,
      criteria: [{ id: 'budget', verdict: verdict(n % 3 === 0 ? 'notMet' : 'met') }],
      signals: [{ id: 'silent', verdict: verdict(n % 7 === 0 ? 'met' : 'notMet') }],
      gaps: n % 4 === 0 ? [{ field: 'description', kind: 'missing', due: 'now' }] : [],
      read: { unknown: [] },
      risk: outcome === 'open' ? { state: 'none', reason: 'noSignals' } : { state: 'score', risk: (n * 29) % 100 },
    };
  }

  for (let start = 0; start < count; start += PART) {
    const write = database.transaction(['deals', 'changes', 'assessments'], 'readwrite');
    for (let n = start; n < Math.min(count, start + PART); n += 1) {
      const { row, moves, assessment } = dealOf(n);
      write.objectStore('deals').put(row);
      for (const move of moves) write.objectStore('changes').add(move);
      if (!openOnly) write.objectStore('assessments').put(assessment);
    }
    // A part at a time, so that no transaction holds them all.
    await new Promise((resolve, reject) => {
      write.addEventListener('complete', resolve);
      write.addEventListener('error', () => reject(write.error));
    });
  }
  database.close();
}
