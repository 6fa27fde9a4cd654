import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { io } from 'socket.io-client';
import { inRoot } from '../paths.mjs';
import { say } from '../progress.mjs';
import { doorsOf } from './doors.mjs';
import { live } from './live.mjs';
import { photograph } from './photograph.mjs';
import { scenes } from './scenes.mjs';
import { inventTalk, people } from './talk.mjs';
import { sowRead, sowRoom, sowUsers } from '../seed/sow.mjs';
import { createRoom, leaveRoom, logIn } from '../../../rig/people.mjs';
import { setStage } from '../stage/stage.mjs';

// Takes the pictures of the documentation from the built client (`npm run build` first):
// npm run screenshots -- [folder] [names…]
const [folder = inRoot('docs', 'images'), ...names] = process.argv.slice(2);
const VIEWER = 'grace';
const TYPIST = 'linus';
const AWAY = new Set(['hedy', 'radia']);
const TYPING_EVERY_MS = 1_000;
const clientDir = process.env.CLIENT_DIR ?? inRoot('client', 'dist');

mkdirSync(folder, { recursive: true });
const stage = await setStage({ clientDir });
const ends = [() => stage.stop()];
try {
  const talk = inventTalk(Date.now());
  await sow(talk);
  const { url } = stage;
  const viewer = await logIn(url, VIEWER);
  const party = await createRoom(url, viewer, 'Summer party');
  const rooms = new Map([...talk.rooms, party].map(({ id, name }) => [name, id]));
  const roomId = (name) => rooms.get(name);
  const present = new Map([[VIEWER, { ...viewer, socket: await connect(url, viewer.token) }]]);
  for (const username of people)
    if (username !== VIEWER && !AWAY.has(username)) present.set(username, await beThere(username));
  const messages = talk.rooms.flatMap(({ id, messages: said }) =>
    said.map(({ id: messageId, text }) => ({ roomId: id, messageId, text })),
  );
  const said = (start) => messages.find(({ text }) => text.startsWith(start));
  await live(doorsOf(url, present), said, await photograph(stage.openClean));
  present.get(VIEWER).socket.close();
  const leave = (name) => leaveRoom(url, viewer, roomId(name));
  for (const scene of scenes.filter(({ file }) => names.length === 0 || names.includes(file)))
    await take(scene, { url, session: viewer.session, roomId, leave });

  async function beThere(username) {
    const person = await logIn(url, username);
    const socket = await connect(url, person.token);
    await socket.emitWithAck('rooms:sync', { rooms: talk.rooms.map(({ id }) => ({ roomId: id })) });
    if (username === TYPIST) keepTyping(socket);
    return { ...person, socket };
  }

  async function connect(url, token) {
    const socket = io(url, { auth: { token, batch: true, log: true }, transports: ['websocket'] });
    ends.push(() => socket.close());
    await new Promise((done, refuse) => socket.once('connect', done).once('connect_error', refuse));
    return socket;
  }

  function keepTyping(socket) {
    const type = () => socket.emit('typing:update', { roomId: roomId('Release train'), isTyping: true });
    type();
    const timer = setInterval(type, TYPING_EVERY_MS);
    ends.push(() => clearInterval(timer));
  }
} finally {
  for (const end of ends.reverse()) await end();
}

async function sow({ users, rooms, reads }) {
  const client = new pg.Client({ connectionString: stage.databaseUrl });
  await client.connect();
  try {
    await sowInto(client, { users, rooms, reads });
  } finally {
    await client.end();
  }
}

async function sowInto(client, { users, rooms, reads }) {
  const userIds = await sowUsers(client, users);
  for (const room of rooms) await sowRoom(client, room, userIds);
  const userId = userIds.get(VIEWER);
  for (const read of reads) await sowRead(client, { ...read, userId });
}

/** In a browser context of its own, so that no picture has anything of the one before. */
async function take({ file, viewport, theme, go }, at) {
  const context = await stage.openClean({ viewport, colorScheme: theme, locale: 'en-GB' });
  const page = await context.newPage();
  await go(page, at);
  // Out of the way of hover effects, and after the last fading.
  await page.mouse.move(0, viewport.height - 1);
  for (const image of await page.locator('img').all())
    await image.evaluate(
      (one) => one.getBoundingClientRect().top < one.ownerDocument.defaultView.innerHeight && one.decode(),
    );
  await page.screenshot({ path: resolve(join(folder, `${file}.png`)), animations: 'disabled' });
  await context.close();
  say(`${file}.png`);
}
