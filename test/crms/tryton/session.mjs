/**
 * Signs in over the CRM's own protocol: the entry of `localStorage` in which its client looks for a session.
 * @param {{ local: string, database: string, user: string, password: string }} server as `startTryton` gives it
 * @returns {Promise<{ key: string, value: string }>}
 */
export async function newSession({ local, database, user, password }) {
  const answer = await fetch(`${local}/${database}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: 0, method: 'common.db.login', params: [user, { password }, 'en'] }),
  });
  const [userId, session] = (await answer.json()).result;
  return {
    key: `sao_session_${database}`,
    value: JSON.stringify({ login: user, user_id: userId, session }),
  };
}

/** Leaves a new session where the client finds it when a page of the server opens. */
export async function signIn(page, server) {
  const { key, value } = await newSession(server);
  await page.addInitScript(
    // Other frames of the page, ours among them, may have no storage.
    ([host, name, session]) => location.host === host && localStorage.setItem(name ?? '', session ?? ''),
    [new URL(server.origin).host, key, value],
  );
}
