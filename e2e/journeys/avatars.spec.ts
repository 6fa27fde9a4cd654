import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { expectAccessible } from '../support/accessible.js';
import { chat } from '../support/chat.js';
import { expect, test } from '../support/world.js';

/** A picture that is red at its left and blue at its right. */
async function picture(name: string) {
  const half = (background: string) =>
    sharp({ create: { width: 400, height: 400, channels: 3, background } })
      .png()
      .toBuffer();
  const buffer = await sharp({ create: { width: 800, height: 400, channels: 3, background: 'white' } })
    .composite([
      { input: await half('red'), left: 0, top: 0 },
      { input: await half('blue'), left: 400, top: 0 },
    ])
    .png()
    .toBuffer();
  return { name, mimeType: 'image/png', buffer };
}

const pictureIn = (place: Locator) => place.locator('img[src^="/api/files/pictures/"]');
/** Shown, and read by the browser. */
async function expectPicture(place: Locator): Promise<string> {
  const image = pictureIn(place).first();
  await expect(image).toHaveCSS('opacity', '1');
  await expect(image).toHaveJSProperty('naturalWidth', 256);
  return (await image.getAttribute('src')) ?? '';
}

/** How red and blue the picture at an address is in its middle, as the page sees it. */
const middleOf = (page: Page, src: string) =>
  page.evaluate(async (address) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const [red = 0, , blue = 0] = context?.getImageData(128, 128, 1, 1).data ?? [];
    return { isRed: red > 200 && blue < 60, isBlue: blue > 200 && red < 60 };
  }, src);

async function openProfile(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'All settings' }).click();
  const profile = page.getByRole('region', { name: 'Profile' });
  await profile.getByLabel('Display name').waitFor();
  return profile;
}

const choose = async (place: Locator, file: Awaited<ReturnType<typeof picture>>) =>
  place.locator('input[type=file]').setInputFiles(file);
const cropping = (page: Page) => page.getByRole('dialog', { name: 'Choose the section' });

test('a picture of mine is cropped by keys, seen by others everywhere at once, and taken away', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('avatars');
  await chat.say(alice.page, 'good morning');
  await chat.hears(bob.page, 'good morning');
  const row = bob.page.locator('[data-message]', { hasText: 'good morning' });
  await expect(row).toContainText(alice.username);
  await expect(pictureIn(row)).toHaveCount(0);
  const before = await row.locator('.avatar').boundingBox();

  const profile = await openProfile(alice.page);
  await test.step('what is no picture is refused in words', async () => {
    await choose(profile, { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
    await expect(cropping(alice.page).getByText('This browser cannot read that picture.')).toBeVisible();
    await expect(cropping(alice.page).getByRole('button', { name: 'Use the picture' })).toBeDisabled();
    await alice.page.keyboard.press('Escape');
    await expect(cropping(alice.page)).toHaveCount(0);
  });

  await test.step('the section is moved and made smaller by keys', async () => {
    await choose(profile, await picture('me.png'));
    const dialog = cropping(alice.page);
    const section = dialog.getByRole('application', { name: 'Section of the picture' });
    await expect(section).toBeFocused();
    await expect(dialog.getByRole('button', { name: 'Use the picture' })).toBeEnabled();
    await section.press('+');
    await expect(dialog.getByRole('slider', { name: 'Zoom' })).toHaveAttribute('aria-valuetext', '110 %');
    for (let time = 0; time < 12; time += 1) await section.press('Shift+ArrowRight');
    await expectAccessible(alice.page, 'the crop');
    await dialog.getByRole('button', { name: 'Use the picture' }).click();
    await expect(alice.page.getByText('The picture is set')).toBeVisible();
    await expectPicture(profile);
    await expectAccessible(alice.page, 'the profile with a picture');
    await alice.page.keyboard.press('Escape');
  });

  await test.step('others see what was chosen, and nothing has moved', async () => {
    const src = await expectPicture(row);
    expect(await middleOf(bob.page, src)).toEqual({ isRed: true, isBlue: false });
    expect(await row.locator('.avatar').boundingBox()).toEqual(before);
    await bob.page.getByRole('button', { name: 'Members', exact: true }).click();
    await expectPicture(bob.page.getByRole('button', { name: new RegExp(`^${alice.username}`) }).first());
    await bob.page.getByRole('button', { name: 'Members', exact: true }).click();
    await bob.page.keyboard.press('Control+k');
    await bob.page.getByRole('combobox').fill(alice.username);
    await expectPicture(bob.page.getByRole('option', { name: alice.username }));
    await bob.page.keyboard.press('Escape');
    const field = chat.composer(bob.page);
    await field.pressSequentially(`@${alice.username.slice(0, -1)}`);
    await expectPicture(bob.page.getByRole('option', { name: alice.username }));
    await field.fill('');
  });

  await test.step('again after a reload', async () => {
    await bob.page.reload();
    await expectPicture(row);
  });

  await test.step('another section by the hand, and none at all', async () => {
    const again = await openProfile(alice.page);
    await choose(again, await picture('me.png'));
    const section = cropping(alice.page).getByRole('application');
    await expect(cropping(alice.page).getByRole('button', { name: 'Use the picture' })).toBeEnabled();
    const box = await section.boundingBox();
    const [x, y] = [(box?.x ?? 0) + 200, (box?.y ?? 0) + 100];
    await alice.page.mouse.move(x, y);
    await alice.page.mouse.down();
    await alice.page.mouse.move(x - 180, y, { steps: 4 });
    await alice.page.mouse.up();
    await cropping(alice.page).getByRole('button', { name: 'Use the picture' }).click();
    await expect(cropping(alice.page)).toHaveCount(0);
    await expect
      .poll(async () => middleOf(bob.page, await expectPicture(row)))
      .toEqual({ isRed: false, isBlue: true });
    await again.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(alice.page.getByText('The picture is removed')).toBeVisible();
    await expect(again.getByRole('button', { name: 'Choose a picture' })).toBeFocused();
    await expect(pictureIn(row)).toHaveCount(0);
  });
});

test('a room has a picture, which its members, whoever discovers it and whoever is invited see', async ({
  conversation,
  browser,
  url,
}) => {
  const { alice, bob, room } = await conversation('pictures');
  await alice.page.getByRole('button', { name: 'More about this room' }).click();
  await alice.page.getByRole('button', { name: 'Room settings' }).click();
  const settings = alice.page.getByRole('dialog', { name: /^Settings of / });
  await choose(settings, await picture('room.png'));
  await expect(cropping(alice.page).getByRole('button', { name: 'Use the picture' })).toBeEnabled();
  await cropping(alice.page).getByRole('slider', { name: 'Zoom' }).press('ArrowRight');
  await expectAccessible(alice.page, 'the crop of a room');
  await cropping(alice.page).getByRole('button', { name: 'Use the picture' }).click();
  await expect(cropping(alice.page)).toHaveCount(0);
  await expectPicture(settings);
  await expectAccessible(alice.page, 'the settings of a room with a picture');
  await alice.page.keyboard.press('Escape');

  await test.step('its members', async () => {
    await expectPicture(bob.page.getByRole('heading', { level: 1 }));
    await expectPicture(chat.rooms(bob.page).getByRole('link', { name: new RegExp(`^${room}`) }));
    await bob.page.keyboard.press('Control+k');
    await bob.page.getByRole('combobox').fill(room);
    await expectPicture(bob.page.getByRole('option', { name: room }).first());
    await bob.page.keyboard.press('Escape');
  });

  await test.step('whoever discovers it', async () => {
    await chat.rooms(bob.page).getByText('Discover rooms').click();
    await bob.page.getByLabel('Search rooms', { exact: true }).fill(room);
    await expectPicture(bob.page.getByRole('list', { name: 'All rooms' }).getByRole('listitem').first());
  });

  await test.step('whoever has a link, without a login', async () => {
    await alice.page.getByRole('button', { name: 'More about this room' }).click();
    await alice.page.getByRole('button', { name: 'Invite people' }).last().click();
    const dialog = alice.page.getByRole('dialog', { name: `Invite people to ${room}` });
    await dialog.getByRole('button', { name: 'Make a link' }).click();
    const link = await dialog.getByLabel('Your link').inputValue();
    const stranger = await (await browser.newContext({ baseURL: url })).newPage();
    await stranger.goto(new URL(link).pathname);
    const image = stranger.locator('img[src^="/api/invites/"]');
    await expect(image).toHaveJSProperty('naturalWidth', 256);
    await expectAccessible(stranger, 'an invitation with a picture');
    await stranger.context().close();
  });
});
