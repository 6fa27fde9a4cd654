const WIDE = { width: 1280, height: 800 };
const LOW = { width: 1280, height: 640 };
const PHONE = { width: 360, height: 740 };
const ROOM = 'Release train';

const composer = (page) => page.getByRole('textbox', { name: /^Message #/ });
const log = (page) => page.getByRole('log', { name: 'Messages' });

async function logIn(page, { url, session }) {
  await page.goto(`${url}/robots.txt`);
  await page.evaluate((value) => localStorage.setItem('chatket:session', JSON.stringify(value)), session);
}

/** The main room, read to its end, with nothing under the pointer. */
async function openConversation(page, stage) {
  await logIn(page, stage);
  await page.goto(`${stage.url}/rooms/${stage.roomId(ROOM)}`);
  await log(page).getByRole('img', { name: 'A lake between hills in the evening' }).waitFor();
  await page.getByText('linus is typing').waitFor();
}

async function openMembers(page) {
  await page.getByRole('button', { name: 'Members', exact: true }).click();
  await page.getByText('Here now').waitFor();
  await composer(page).focus();
}

async function loseConnection(page, stage) {
  await openConversation(page, stage);
  await page.context().setOffline(true);
  await page.getByText('Reconnecting').waitFor();
  await composer(page).fill('On the train, in the tunnel. I bring plates.');
  await composer(page).press('Enter');
  await page.getByText('Will be sent when you are back').waitFor();
}

/** The person has left in another window, and this page does not know. */
async function beRefused(page, stage) {
  await page.routeWebSocket(/\/socket\.io\//, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((frame) => {
      if (!String(frame).includes('"room:removed"')) socket.send(frame);
    });
  });
  await openConversation(page, stage);
  await page.route(/\/api\/rooms(\?|$)/, (route) => route.abort());
  await stage.leave(ROOM);
  await composer(page).fill('See you all at noon.');
  await composer(page).press('Enter');
  await page.getByRole('alert').filter({ hasText: 'Not sent' }).waitFor();
  await composer(page).blur();
}

/**
 * The pictures in `docs/images`: file name, size and theme of the page, and the way to what it shows.
 * @type {{ file: string, viewport: { width: number, height: number }, theme: 'light' | 'dark',
 *   go(page: import('playwright-core').Page, stage: object): Promise<void> }[]}
 */
export const scenes = [
  {
    file: 'login-light',
    viewport: LOW,
    theme: 'light',
    go: async (page, { url }) => {
      await page.goto(`${url}/login`);
      await page.getByLabel('Your name').fill('grace');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Fill in' }).waitFor();
    },
  },
  ...['light', 'dark'].map((theme) => ({
    file: `conversation-${theme}`,
    viewport: WIDE,
    theme,
    go: async (page, stage) => {
      await openConversation(page, stage);
      await openMembers(page);
    },
  })),
  ...['light', 'dark'].map((theme) => ({
    file: `phone-${theme}`,
    viewport: PHONE,
    theme,
    go: openConversation,
  })),
  {
    file: 'thread-light',
    viewport: WIDE,
    theme: 'light',
    go: async (page, stage) => {
      await openConversation(page, stage);
      await page.getByRole('button', { name: /^4 replies in the thread/ }).click();
      await page.getByRole('log', { name: 'Replies' }).locator('[data-mention="mine"]').waitFor();
      await page.getByRole('link', { name: /^Release train$/ }).waitFor();
    },
  },
  {
    file: 'search-light',
    viewport: LOW,
    theme: 'light',
    go: async (page, stage) => {
      await openConversation(page, stage);
      await page.keyboard.press('Control+Shift+F');
      await page.getByRole('combobox').fill('ake ');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    file: 'switcher-light',
    viewport: LOW,
    theme: 'light',
    go: async (page, stage) => {
      await openConversation(page, stage);
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill('r');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    file: 'empty-light',
    viewport: LOW,
    theme: 'light',
    go: async (page, stage) => {
      await logIn(page, stage);
      await page.goto(`${stage.url}/rooms/${stage.roomId('Summer party')}`);
      await page.getByRole('button', { name: 'Invite people' }).waitFor();
    },
  },
  { file: 'offline-dark', viewport: LOW, theme: 'dark', go: loseConnection },
  // The last one: after it the person is no longer in the room.
  { file: 'failed-light', viewport: LOW, theme: 'light', go: beRefused },
];
