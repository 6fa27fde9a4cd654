import { expectAccessible } from '../support/accessible.js';
import { chat } from '../support/chat.js';
import { door, sayName, withProvider } from '../support/single-sign-on.js';
import { expect } from '../support/world.js';

const test = withProvider({
  AUTH_METHODS: 'oidc',
  OIDC_REQUIRED_GROUP: 'staff',
  REGISTRATION: 'invite',
});

test('a server that single sign-on alone lets into is set up by its link, and comes back to its owner', async ({
  server,
  visitor,
  idp,
}) => {
  const link = /^Nobody owns this server yet\..* http:\/\/localhost(\/setup#[\w-]{32})$/m;
  await expect.poll(() => server.log()).toMatch(link);
  const path = link.exec(server.log())?.[1] ?? '';
  const { page, username } = await visitor('founder');
  idp.people.set(username, { sub: username, preferred_username: username, groups: ['staff'] });
  idp.people.set('outsider', { sub: 'outsider', preferred_username: 'outsider', groups: [] });

  await page.goto(path);
  await expect(page.getByText('Log in, and you own it.')).toBeVisible();
  await expect(page.getByLabel('Your name')).toHaveCount(0);
  for (const width of [360, 1_280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page, 'who owns it');
    }
  }

  // Whom the provider does not let in may go back and be somebody else: the link still holds.
  await door(page).click();
  await sayName(page, 'outsider');
  await expect(page.getByText('Your single sign-on does not let you in here.')).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`${path}$`));
  await page.context().clearCookies({ domain: '127.0.0.1' });
  await door(page).click();
  await sayName(page, username);

  await expect(page.getByText('Step 2 of 3')).toBeVisible();
  await expect(page).toHaveURL(/\/setup$/);
  await page.keyboard.type('Kitchen table');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByLabel('Invitation')).toHaveValue(/\/invite\//);
  await page.getByRole('button', { name: 'Go to the chat' }).click();
  await expect(chat.rooms(page)).toBeVisible();
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Server', exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('button', { name: 'Yes, log me out' }).click();
  await expect(page.getByRole('heading', { name: 'Kitchen table' })).toBeVisible();
  await door(page).click();
  await sayName(page, username);
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Server', exact: true })).toBeVisible();
});
