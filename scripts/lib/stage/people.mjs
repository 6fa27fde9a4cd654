import pg from 'pg';

/** Logs somebody in through the API. @returns {Promise<{ accessToken: string, user: { id: string, username: string } }>} */
export async function logIn(url, username) {
  const { code } = await post(url, '/api/auth/request-code', { username });
  return post(url, '/api/auth/verify-code', { username, code });
}

/** @returns {Promise<{ id: string, name: string }>} a new room that the person is in */
export function createRoom(url, { accessToken }, name) {
  return post(url, '/api/rooms', { name }, accessToken);
}

export function joinRoom(url, { accessToken }, roomId) {
  return post(url, `/api/rooms/${roomId}/join`, {}, accessToken);
}

export async function leaveRoom(url, { accessToken }, roomId) {
  const headers = { Authorization: `Bearer ${accessToken}` };
  const answer = await fetch(`${url}/api/rooms/${roomId}/membership`, { method: 'DELETE', headers });
  if (!answer.ok) throw new Error(`Leaving answered ${answer.status}: ${await answer.text()}`);
}

/** Writes so many lines of a person into a room, straight into the database. */
export async function fillRoom(databaseUrl, { roomId, user, lines }) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (let done = 0; done < lines; done += 500) {
      await client.query(
        `SELECT count(*) FROM chat_send(
           array_fill($1::uuid, ARRAY[500]), ARRAY(SELECT gen_random_uuid() FROM generate_series(1, 500)),
           array_fill($2::uuid, ARRAY[500]), ARRAY(SELECT 'fill-' || n FROM generate_series($3 + 1, $3 + 500) n),
           ARRAY(SELECT 'Line ' || n || ' of a conversation that has gone on for a while.'
                 FROM generate_series($3 + 1, $3 + 500) n))`,
        [roomId, user.id, done],
      );
    }
  } finally {
    await client.end();
  }
}

async function post(url, path, body, token) {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
