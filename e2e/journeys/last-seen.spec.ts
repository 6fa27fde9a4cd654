import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.js';
import { chat } from '../support/chat.js';
import { expect, test } from '../support/world.js';

test('when somebody was last here is seen by those who tell it of themselves, too', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('coffee');
  await alice.page.getByRole('button', { name: 'Members', exact: true }).click();
  const members = alice.page.getByRole('region', { name: 'Members' });
  const away = members.getByRole('button', { name: new RegExp(`^${bob.username}.*Offline$`) });
  const card = alice.page.getByRole('dialog', { name: bob.username });
  const wasHere = card.getByText(/^Last seen /);
  const place = bob.page.url();
  async function openCard() {
    await bob.page.goto('about:blank');
    await expect(away).toBeVisible();
    const answered = alice.page.waitForResponse(/\/last-seen$/);
    await away.click();
    await (await answered).finished();
    await card.getByText(/^Joined: /).waitFor();
  }
  async function tells(page: Page, isTold: boolean) {
    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    await page.getByRole('button', { name: 'All settings' }).click();
    const tell = page.getByRole('switch', { name: 'Tell others when I was last here' });
    const saved = page.waitForResponse(/\/privacy$/);
    await tell.click();
    await (await saved).finished();
    await expect(tell).toBeChecked({ checked: isTold });
    while ((await page.getByRole('dialog').count()) > 0) await page.keyboard.press('Escape');
  }

  // Sights are kept every few seconds.
  await expect(async () => {
    await openCard();
    if (await wasHere.isHidden()) await alice.page.keyboard.press('Escape');
    await expect(wasHere).toBeVisible({ timeout: 1 });
  }).toPass();
  await expectAccessible(alice.page, 'the card of somebody who is not here');
  await alice.page.keyboard.press('Escape');

  await test.step('who does not tell it sees it of nobody', async () => {
    await tells(alice.page, false);
    await openCard();
    await expect(wasHere).toHaveCount(0);
    await alice.page.keyboard.press('Escape');
    await tells(alice.page, true);
  });

  await test.step('and is seen by nobody', async () => {
    await bob.page.goto(place);
    await chat.composer(bob.page).waitFor();
    await tells(bob.page, false);
    await openCard();
    await expect(wasHere).toHaveCount(0);
  });
});
