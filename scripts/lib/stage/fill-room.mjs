import pg from 'pg';

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
