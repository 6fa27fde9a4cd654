import type { Page } from '@playwright/test';
import { call, logIn } from '../../rig/people.mjs';
import { expectAccessible } from '../support/accessible.js';
import { chat } from '../support/chat.js';
import { expect, test } from '../support/world.js';

async function openProfile(page: Page) {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'All settings' }).click();
  const profile = page.getByRole('region', { name: 'Profile' });
  await profile.getByLabel('Display name').waitFor();
  return profile;
}

const close = (page: Page) => page.keyboard.press('Escape');

test('a name and a status are seen by others at once, everywhere in one way, and are gone when they are taken back', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('names');
  await chat.say(alice.page, 'good morning');
  await chat.hears(bob.page, 'good morning');
  const row = bob.page.locator('[data-message]', { hasText: 'good morning' });
  await expect(row).toContainText(alice.username);

  const profile = await openProfile(alice.page);
  await profile.getByLabel('Display name').fill('Alice Liddell');
  await profile.getByRole('button', { name: 'Choose an emoji' }).click();
  await profile.getByLabel('Search emoji').fill('owl');
  await expectAccessible(alice.page, 'the profile with the picker');
  await profile.getByRole('button', { name: 'owl', exact: true }).click();
  await profile.getByLabel('Status', { exact: true }).fill('On holiday');
  await profile.getByLabel('Clear it').selectOption('After a day');
  await profile.getByLabel('About me').fill('Looks behind mirrors.');
  await profile.getByRole('button', { name: 'Save profile' }).click();
  await expect(alice.page.getByText('Profile saved')).toBeVisible();
  await close(alice.page);

  await test.step('the message, the members, the card', async () => {
    await expect(row.getByText('Alice Liddell')).toBeVisible();
    await expect(row.getByText(`@${alice.username}`)).toBeVisible();
    await expect(row.getByRole('img', { name: 'On holiday' })).toBeVisible();
    const member = bob.page.getByRole('button', { name: new RegExp(`Alice Liddell.*@${alice.username}`) });
    await bob.page.getByRole('button', { name: 'Members', exact: true }).click();
    await member.click();
    const card = bob.page.getByRole('dialog', { name: `Alice Liddell (@${alice.username})` });
    await expect(card.getByText('On holiday')).toBeVisible();
    await expect(card.getByText('Looks behind mirrors.')).toBeVisible();
    await expectAccessible(bob.page, 'the card');
    await close(bob.page);
  });

  await test.step('the suggestions, where the handle is what is written', async () => {
    const field = bob.page.getByRole('textbox', { name: /^Message #/ });
    await field.pressSequentially('@liddell');
    const option = bob.page.getByRole('option', { name: /Alice Liddell/ });
    await expect(option).toContainText(`@${alice.username}`);
    await option.click();
    await expect(field).toHaveValue(`@${alice.username} `);
    await field.fill('');
  });

  await test.step('the switcher, and the room of the two', async () => {
    await bob.page.keyboard.press('Control+k');
    await bob.page.getByRole('combobox').fill('alice lid');
    await bob.page.getByRole('option', { name: /Alice Liddell/ }).click();
    await expect(bob.page.getByRole('heading', { level: 1 })).toContainText('Alice Liddell');
    await expect(bob.page.getByRole('heading', { level: 1 })).toContainText(`@${alice.username}`);
    await expect(bob.page).toHaveTitle(new RegExp(`Alice Liddell \\(@${alice.username}\\)`));
    await expect(
      bob.page.getByRole('textbox', { name: `Message Alice Liddell (@${alice.username})` }),
    ).toBeVisible();
    await expect(
      bob.page.getByText(`your conversation with Alice Liddell (@${alice.username})`),
    ).toBeVisible();
    await bob.page.goBack();
  });

  await test.step('again after a reload', async () => {
    await bob.page.reload();
    await expect(row.getByText('Alice Liddell')).toBeVisible();
  });

  await test.step('and back to the handle', async () => {
    const again = await openProfile(alice.page);
    await again.getByLabel('Display name').fill('');
    await again.getByRole('button', { name: 'Clear the status' }).click();
    await again.getByRole('button', { name: 'Save profile' }).click();
    await expect(row.getByText('Alice Liddell')).toHaveCount(0);
    await expect(row.getByText(alice.username, { exact: true })).toBeVisible();
    await expect(row.getByRole('img', { name: 'On holiday' })).toHaveCount(0);
  });
});

test('a status ends by itself at those who see it', async ({ conversation, url }) => {
  const { alice, bob } = await conversation('lunch');
  await chat.say(alice.page, 'off to eat');
  const row = bob.page.locator('[data-message]', { hasText: 'off to eat' });
  await row.waitFor();
  const { token } = await logIn(url, alice.username);
  await bob.page.clock.install();
  const until = new Date(Date.now() + 60 * 60 * 1_000).toISOString();
  await call(`${url}/api/me`, {
    token,
    method: 'PATCH',
    body: { status: { emoji: '🍽️', text: 'Lunch', until } },
  });
  const sign = row.getByRole('img', { name: 'Lunch' });
  await expect(sign).toBeVisible();
  await bob.page.clock.fastForward('01:00:01');
  await expect(sign).toHaveCount(0);
});

test('a name that others could be deceived by is refused where it is written', async ({ conversation }) => {
  const { alice, bob } = await conversation('deceit');
  const profile = await openProfile(alice.page);
  const name = profile.getByLabel('Display name');
  const save = profile.getByRole('button', { name: 'Save profile' });
  await name.fill('4dm1n');
  await expect(profile.getByText(/no name that others could take for staff/)).toBeVisible();
  await expect(save).toBeDisabled();
  await name.fill(bob.username.toUpperCase());
  await save.click();
  await expect(profile.getByText('Looks like the handle of somebody else.')).toBeVisible();
  await expectAccessible(alice.page, 'a refused name');
  await expect(name).toHaveValue(bob.username.toUpperCase());
});

test('a profile is filled in on a phone, in Turkish', async ({ newcomer }) => {
  const { page } = await newcomer('deniz', { viewport: { width: 360, height: 740 } });
  await page.getByRole('button', { name: 'Open rooms' }).click();
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'All settings' }).click();
  await page.getByRole('dialog', { name: 'Settings' }).getByText('Türkçe').click();
  const profile = page.getByRole('region', { name: 'Profil' });
  await profile.getByLabel('Görünen ad').fill('Deniz Işık');
  await profile.getByLabel('Durum', { exact: true }).fill('Yemekte');
  await profile.getByLabel('Ne zaman silinsin').selectOption('Bir saat sonra');
  await expectAccessible(page, 'the profile');
  await profile.getByRole('button', { name: 'Profili kaydet' }).click();
  await expect(page.getByText('Profil kaydedildi')).toBeVisible();
  await close(page);
  await page.getByRole('button', { name: 'Odaları aç' }).click();
  await expect(page.getByText('Deniz Işık')).toBeVisible();
  await expect(page.getByText('Yemekte')).toBeVisible();
  await expectAccessible(page, 'the sidebar');
});

test('how somebody appears is chosen by keyboard, seen by others at once, and the same on their other device', async ({
  conversation,
  anotherDevice,
}) => {
  const { alice, bob } = await conversation('moods');
  const tablet = await anotherDevice(alice, '/');
  await bob.page.getByRole('button', { name: 'Members', exact: true }).click();
  const members = bob.page.getByRole('region', { name: 'Members' });
  const seen = members.getByRole('button', { name: new RegExp(`^${alice.username}`) });
  const own = (page: Page) => page.locator('aside .avatar + span [data-presence]').last();
  /** For everybody, and for herself on both devices. */
  async function appears(name: string, dot: string, ownDot = dot) {
    await expect(seen).toHaveAccessibleName(new RegExp(`${name}$`));
    await expect(seen.locator('[data-presence]')).toHaveAttribute('data-presence', dot);
    for (const page of [alice.page, tablet]) await expect(own(page)).toHaveAttribute('data-presence', ownDot);
  }
  await appears('Online', 'online');

  await alice.page.getByRole('button', { name: 'Settings', exact: true }).click();
  const menu = alice.page.getByRole('dialog', { name: 'Settings' });
  const choice = menu.getByRole('group', { name: 'How I appear' });
  await expectAccessible(alice.page, 'the menu');
  await alice.page.keyboard.press('Tab');
  await expect(choice.getByRole('radio', { name: 'Online' })).toBeFocused();
  await alice.page.keyboard.press('ArrowDown');
  await appears('Away', 'idle');
  await expect(tablet.getByText('Away', { exact: true })).toBeVisible();

  await alice.page.keyboard.press('ArrowDown');
  await appears('Do not disturb', 'dnd');
  await expect(choice.getByText(/^Nothing disturbs you until/)).toBeVisible();

  await test.step('what the settings of the other device say is the same', async () => {
    await tablet.getByRole('button', { name: 'Settings', exact: true }).click();
    await tablet.getByRole('button', { name: 'All settings' }).click();
    const invisible = tablet.getByRole('switch', { name: /^Be invisible/ });
    await expect(invisible).not.toBeChecked();
    await alice.page.keyboard.press('ArrowDown');
    await appears('Offline', 'offline', 'invisible');
    await expect(invisible).toBeChecked();
    await invisible.click();
    await appears('Online', 'online');
    await expect(choice.getByRole('radio', { name: 'Online' })).toBeChecked();
  });
});

test('who touches nothing for five minutes looks away, and is back with the first key', async ({
  conversation,
  anotherDevice,
}) => {
  const { alice, bob } = await conversation('coffee');
  await bob.page.getByRole('button', { name: 'Members', exact: true }).click();
  const members = bob.page.getByRole('region', { name: 'Members' });
  const seen = members.getByRole('button', { name: new RegExp(`^${alice.username}`) });
  const { page } = alice;
  await page.clock.install();
  const place = page.url();
  await page.goto('about:blank');
  // What watches for input comes behind the page, and asks this once it does. Five minutes are skipped once: each skip
  // ends the connection, and a next one would end the attempt to connect again.
  const watches = page.waitForRequest('**/api/users/me/privacy');
  await page.goto(place);
  await watches;
  // Its coming is a sign of somebody, too.
  await expect(chat.composer(page)).toBeFocused();
  await expect(seen).toHaveAccessibleName(/Online$/);
  await page.clock.fastForward('05:01');
  await expect(seen).toHaveAccessibleName(/Away$/);
  await expect(seen.locator('[data-presence=idle]')).toBeVisible();
  await page.keyboard.press('a');
  await expect(seen).toHaveAccessibleName(/Online$/);

  await test.step('and is here as long as there is another device with somebody before it', async () => {
    const tablet = await anotherDevice(alice, new URL(place).pathname);
    await chat.composer(tablet).waitFor();
    await page.clock.fastForward('05:01');
    await chat.say(bob.page, 'still there?');
    await chat.hears(tablet, 'still there?');
    await expect(seen).toHaveAccessibleName(/Online$/);
    await tablet.close();
    await expect(seen).toHaveAccessibleName(/Away$/);
  });
});
