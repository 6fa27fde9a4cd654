/**
 * Adds the people who are not there yet.
 * @returns {Promise<Map<string, string>>} the id of each by username
 */
export async function sowUsers(client, users) {
  const usernames = users.map(({ username }) => username);
  await client.query(
    'INSERT INTO "User" (id, username) SELECT * FROM unnest($1::uuid[], $2::text[]) ON CONFLICT DO NOTHING',
    [users.map(({ id }) => id), usernames],
  );
  const { rows } = await client.query('SELECT id, username FROM "User" WHERE username = ANY ($1)', [
    usernames,
  ]);
  return new Map(rows.map(({ id, username }) => [username, id]));
}

/**
 * Adds a room with its members and messages, whole or not at all. A room that is there is left as people made it.
 * @returns {Promise<boolean>} whether it was added
 */
export async function sowRoom(client, room, userIds) {
  await client.query('BEGIN');
  try {
    const isNew = await insertRoom(client, room, userIds);
    if (isNew) {
      await insertMembers(client, room, userIds);
      await insertMessages(client, room, userIds);
    }
    await client.query('COMMIT');
    return isNew;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** Notes how far somebody has read a room. */
export function sowRead(client, { roomId, userId, seq }) {
  return client.query(
    'UPDATE "RoomMembership" SET "lastReadSeq" = $3 WHERE "roomId" = $1 AND "userId" = $2',
    [roomId, userId, seq],
  );
}

async function insertRoom(client, { id, name, createdAt, members, messages }, userIds) {
  const { rowCount } = await client.query(
    `INSERT INTO "Room" (id, name, "nameKey", "createdAt", "createdById", "lastSeq", "lastMessageAt", "memberCount")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING`,
    [
      id,
      name,
      name.toLowerCase(),
      createdAt,
      userIds.get(members[0].username),
      messages.length,
      messages.at(-1)?.createdAt ?? createdAt,
      members.length,
    ],
  );
  return rowCount === 1;
}

function insertMembers(client, { id, createdAt, members }, userIds) {
  return client.query(
    `INSERT INTO "RoomMembership" ("roomId", "userId", "joinedAt", "lastSeenAt", role)
     SELECT $1, m.user_id, $2, m.seen, CASE WHEN m.user_id = r."createdById" THEN 3 ELSE 0 END
     FROM "Room" r, unnest($3::uuid[], $4::timestamptz[]) AS m (user_id, seen) WHERE r.id = $1`,
    [
      id,
      createdAt,
      members.map(({ username }) => userIds.get(username)),
      members.map((member) => member.lastSeenAt),
    ],
  );
}

function insertMessages(client, { id, messages }, userIds) {
  return client.query(
    `INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt")
     SELECT m.id, $1, m.seq, m.sender, m.key, m.text, m.at
     FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[])
       WITH ORDINALITY AS m (id, sender, key, text, at, seq)`,
    [
      id,
      messages.map((message) => message.id),
      messages.map(({ username }) => userIds.get(username)),
      messages.map(({ clientMsgId }) => clientMsgId),
      messages.map(({ text }) => text),
      messages.map(({ createdAt }) => createdAt),
    ],
  );
}
