import { chat, roomName } from '../support/chat.js';
import { isKept } from '../support/offline.js';
import { expect, type Person, test } from '../support/world.js';

test.use({ serviceWorkers: 'allow' });

/** The longest pause between two attempts to connect is 30 s. */
const RETURN = { timeout: 60_000 };

/** Two people in a room of their own. */
async function together(newcomer: (name: string) => Promise<Person>): Promise<[Person, Person]> {
  const [alice, bob] = await Promise.all([newcomer('alice'), newcomer('bob')]);
  const room = roomName('Recovery');
  await chat.createRoom(alice.page, room);
  await chat.joinRoom(bob.page, room);
  await chat.say(alice.page, 'before');
  await chat.hears(bob.page, 'before');
  await isKept(alice.page);
  return [alice, bob];
}

test('a reload brings back the room, the messages and the draft', async ({ newcomer }) => {
  const [alice] = await together(newcomer);
  await chat.composer(alice.page).fill('half a thought');
  await alice.page.reload();
  await chat.hears(alice.page, 'before');
  await expect(chat.composer(alice.page)).toHaveValue('half a thought');
  await chat.composer(alice.page).press('Enter');
  await chat.isStoredOnce(alice.page, 'half a thought');
});

test('what is written offline is sent on return, and what was missed comes', async ({ newcomer }) => {
  const [alice, bob] = await together(newcomer);
  await alice.context.setOffline(true);
  await expect(alice.page.getByText('Will be sent when you are back')).toBeVisible();
  await chat.say(alice.page, 'written offline');
  await chat.hears(alice.page, 'written offline');
  await chat.say(bob.page, 'said meanwhile');
  await chat.isStoredOnce(bob.page, 'said meanwhile');
  await alice.context.setOffline(false);
  await chat.hears(alice.page, 'said meanwhile', RETURN);
  await chat.hears(bob.page, 'written offline', RETURN);
  await chat.isStoredOnce(alice.page, 'written offline');
});

test('what is queued survives closing the page', async ({ newcomer }) => {
  const [alice, bob] = await together(newcomer);
  await alice.context.setOffline(true);
  await chat.say(alice.page, 'queued');
  await chat.hears(alice.page, 'queued');
  const url = alice.page.url();
  await alice.page.close();
  await alice.context.setOffline(false);
  const again = await alice.context.newPage();
  await again.goto(url);
  await chat.hears(bob.page, 'queued');
  await chat.isStoredOnce(again, 'queued');
});

test('a restart of the server is survived without a word lost', async ({ newcomer, server }) => {
  const [alice, bob] = await together(newcomer);
  await server.kill();
  await chat.say(alice.page, 'into the void');
  await chat.hears(alice.page, 'into the void');
  await server.start();
  await chat.hears(bob.page, 'into the void', RETURN);
  await chat.isStoredOnce(alice.page, 'into the void');
  await chat.say(bob.page, 'back again');
  await chat.hears(alice.page, 'back again');
});

test('two tabs of one person show the same and send once', async ({ newcomer }) => {
  const [alice, bob] = await together(newcomer);
  const second = await alice.context.newPage();
  await second.goto(alice.page.url());
  await chat.say(alice.page, 'from the first tab');
  await chat.say(second, 'from the second tab');
  for (const page of [alice.page, second, bob.page]) {
    await chat.isStoredOnce(page, 'from the first tab');
    await chat.isStoredOnce(page, 'from the second tab');
  }
});

test('what two tabs have queued offline goes out once, and in the order of writing', async ({ newcomer }) => {
  const [alice, bob] = await together(newcomer);
  const second = await alice.context.newPage();
  await second.goto(alice.page.url());
  await chat.hears(second, 'before');
  const sent: string[] = [];
  for (const page of [alice.page, second]) {
    page.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => {
        const text = /"message:send".*"text":"(queued \d)"/.exec(String(payload))?.[1];
        if (text) sent.push(text);
      }),
    );
  }
  await alice.context.setOffline(true);
  const texts = ['queued 1', 'queued 2', 'queued 3', 'queued 4'];
  for (const page of [alice.page, second])
    await expect(page.getByText('Will be sent when you are back')).toBeVisible();
  for (const [index, text] of texts.entries()) {
    const page = index % 2 === 0 ? alice.page : second;
    await chat.say(page, text);
    await chat.hears(page, text);
  }
  await alice.context.setOffline(false);
  for (const text of texts) await chat.hears(bob.page, text, RETURN);
  for (const page of [alice.page, second]) {
    for (const text of texts) {
      await expect(chat.message(page, text)).toHaveCount(1, RETURN);
      await expect(chat.message(page, text).getByRole('img', { name: 'Waiting' })).toHaveCount(0);
    }
  }
  const shown = await chat
    .messages(bob.page)
    .getByText(/^queued \d$/)
    .allInnerTexts();
  expect(shown).toEqual(texts);
  expect(sent).toEqual(texts);
});
