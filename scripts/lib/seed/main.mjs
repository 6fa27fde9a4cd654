import pg from 'pg';
import { addressOfApplicationDatabase } from '../application-database.mjs';
import { loadEnvFile } from '../environment.mjs';
import { say } from '../progress.mjs';
import { Refusal } from '../refusal.mjs';
import { sowRoom, sowUsers } from './sow.mjs';
import { inventWorld } from './world.mjs';

/**
 * Fills the database of the ChatKet that runs here.
 * @param {{ users: string, rooms: string, messages: string }} options how many, in digits
 * @throws Refusal when one is no number, or no database is running
 */
export async function seed(options) {
  const size = sizeOf(options);
  loadEnvFile();
  const client = await connect();
  try {
    const world = inventWorld({ ...size, now: new Date() });
    const userIds = await sowUsers(client, world.users);
    let sown = 0;
    for (const room of world.rooms) if (await sowRoom(client, room, userIds)) sown += 1;
    say(`${world.users.length} people and ${world.rooms.length} rooms are there; rooms added: ${sown}.`);
    say(`In demo mode, log in as any of them: ${world.users.map(({ username }) => username).join(', ')}.`);
  } finally {
    await client.end();
  }
}

function sizeOf({ users, rooms, messages }) {
  const sizes = [users, rooms, messages].map(Number);
  if (sizes.some((size) => !Number.isInteger(size) || size < 0) || sizes[0] < 2) {
    throw new Refusal('Each takes a whole number, and there are at least two users: npm run seed -- --help');
  }
  return { users: sizes[0], rooms: sizes[1], messages: sizes[2] };
}

async function connect() {
  const address = await addressOfApplicationDatabase();
  const notRunning =
    'No database is running. Start ChatKet (npm start or npm run dev) and seed it while it runs.';
  if (!address) throw new Refusal(notRunning);
  const client = new pg.Client({ connectionString: address });
  try {
    await client.connect();
  } catch (error) {
    throw new Refusal(`${notRunning} (${error.message})`);
  }
  return client;
}
