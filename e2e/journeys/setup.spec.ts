import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.js';
import { chat } from '../support/chat.js';
import { register } from '../support/register.js';
import { expect, test } from '../support/world.js';

// Nobody may make an account, and nobody does by a code of the operator's alone.
test.use({ serverEnv: { AUTH_METHODS: 'password', REGISTRATION: 'invite' } });

const PASSWORD = 'nine green tulips';

async function inBothSchemes(page: Page, place: string): Promise<void> {
  for (const width of [360, 1_280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page, place);
    }
  }
}

test('whoever opens the link that a new server prints owns it, names it and has a link for the others', async ({
  server,
  url,
  visitor,
}) => {
  const link = /^Nobody owns this server yet\..* http:\/\/localhost(\/setup#[\w-]{32})$/m;
  await expect.poll(() => server.log()).toMatch(link);
  const path = link.exec(server.log())?.[1] ?? '';
  const [founder, friend, late] = await Promise.all([visitor('founder'), visitor('friend'), visitor('late')]);
  const { page } = founder;

  await page.goto(path);
  await expect(page.getByText('Step 1 of 3')).toBeVisible();
  await inBothSchemes(page, 'who owns it');
  await expect(page.getByLabel('Your name')).toBeFocused();
  await page.keyboard.type(founder.username);
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Step 2 of 3')).toBeVisible();
  // Nothing is left of the link, also not in the history of the browser.
  await expect(page).toHaveURL(/\/setup$/);
  await page.keyboard.type('Kitchen table');
  await page.getByRole('button', { name: '☕' }).click();
  await expect(page.getByRole('heading', { name: 'Kitchen table' })).toBeVisible();
  await inBothSchemes(page, 'what it is called');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('Step 3 of 3')).toBeVisible();
  await expect(page.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  await inBothSchemes(page, 'the others');
  const invitation = await page.getByLabel('Invitation').inputValue();
  expect(invitation).toContain(`${url}/invite/`);
  await page.getByRole('button', { name: 'Go to the chat' }).click();
  await chat.say(page, 'Nobody here yet');
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Server', exact: true })).toBeVisible();

  // The link that was used is over, and so is that of a server that was started again: nobody is shown another.
  await late.page.goto(path);
  await expect(late.page.getByText('This link sets nothing up any more.')).toBeVisible();
  await inBothSchemes(late.page, 'a link that is over');
  await late.page.getByRole('button', { name: 'Go to the chat' }).click();
  await expect(late.page.getByRole('heading', { name: 'Kitchen table' })).toBeVisible();

  await friend.page.goto(invitation);
  await inBothSchemes(friend.page, 'an invitation to the server');
  await register(friend.page, friend.username, PASSWORD);
  await expect(friend.page.getByText('Nobody here yet')).toBeVisible();

  // The founder sees who came by it, makes another one, and ends it.
  await page.goto('/server');
  await page.getByRole('group', { name: 'Part' }).getByText('Settings').click();
  const invites = page.getByRole('region', { name: 'Invitations' });
  const links = invites.getByRole('listitem');
  await expect(links).toHaveText([/1 came/]);
  await invites.getByLabel('For how many').selectOption({ label: '1 person' });
  await invites.getByRole('button', { name: 'Make a link' }).click();
  await expect(links.filter({ hasText: '0 of 1 came' })).toHaveCount(1);
  await expect(invites.getByRole('button', { name: 'Copy link' })).toBeFocused();
  const another = await invites.getByLabel('Your link').inputValue();
  await inBothSchemes(page, 'invitations to the server');
  await links
    .filter({ hasText: '0 of 1 came' })
    .getByRole('button', { name: /^Revoke the link/ })
    .click();
  await expect(page.getByText('The link does not work any more.')).toBeVisible();
  await expect(links).toHaveText([/1 came/]);
  // Its row has gone with the focus.
  await expect(invites.getByRole('list')).toBeFocused();
  await late.page.goto(another);
  await expect(late.page.getByText('This link does not work')).toBeVisible();
});
