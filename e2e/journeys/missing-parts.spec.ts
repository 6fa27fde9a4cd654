import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { chat, roomIdOf } from '../support/chat.js';
import { attach } from '../support/cut-upload.js';
import { expect, test } from '../support/world.js';

const BROKEN = 'Something broke on this page';

const picture = async (name: string) => ({
  name,
  mimeType: 'image/png',
  buffer: await sharp({ create: { width: 600, height: 400, channels: 3, background: 'teal' } })
    .png()
    .toBuffer(),
});
const shown = (page: Page, name: string) => chat.messages(page).getByRole('link', { name: `Open ${name}` });
const viewer = (page: Page) => page.getByRole('dialog', { name: /^Picture: / });

/** Once this browser may read it; before that it is no button. */
async function open(page: Page, name: string) {
  await expect(shown(page, name).getByRole('img')).toBeVisible();
  await shown(page, name).click();
}

async function sendPicture(page: Page, name: string) {
  await attach(page).setInputFiles([await picture(name)]);
  await page.getByRole('button', { name: 'Send' }).click();
}

for (const answer of ['nothing', 'that it is not there'] as const)
  test(`a part of the page for which the server has ${answer} is missing alone, and comes by itself`, async ({
    conversation,
    anotherDevice,
  }) => {
    const { alice, bob } = await conversation('Missing');
    await sendPicture(alice.page, 'pot.png');
    await expect(shown(bob.page, 'pot.png')).toBeVisible();
    const page = await anotherDevice(bob, '/discover');
    let isThere = false;
    await page.route('**/assets/Viewer-*.js', (route) => {
      if (isThere) return route.continue();
      return answer === 'nothing' ? route.abort() : route.fulfill({ status: 404 });
    });
    await page.goto(new URL(bob.page.url()).pathname);
    await open(page, 'pot.png');
    const note = page.getByRole('alert').filter({ hasText: 'A part of this page could not be loaded yet.' });
    await expect(note).toBeVisible();
    await expect(shown(page, 'pot.png').getByRole('img')).toBeVisible();
    await chat.say(page, 'All else goes on');
    await chat.hears(bob.page, 'All else goes on');

    isThere = true;
    await expect(viewer(page)).toBeVisible();
    await expect(note).toHaveCount(0);
    await expect(page.getByText(BROKEN)).toHaveCount(0);
  });

test('a picture that is open is closed with its message, and with its room', async ({
  conversation,
  anotherDevice,
}) => {
  const { alice, bob, room } = await conversation('Gone');
  await sendPicture(alice.page, 'pot.png');
  await open(bob.page, 'pot.png');
  await expect(viewer(bob.page)).toBeVisible();
  const row = chat
    .messages(alice.page)
    .getByRole('article')
    .filter({ has: alice.page.getByRole('link', { name: 'Open pot.png' }) });
  await expect(row).toHaveAttribute('data-message', 'stored');
  await row.focus();
  await alice.page.keyboard.press('Delete');
  await expect(viewer(bob.page)).toHaveCount(0);
  await expect(shown(bob.page, 'pot.png')).toHaveCount(0);

  await sendPicture(alice.page, 'pan.png');
  await open(bob.page, 'pan.png');
  await expect(viewer(bob.page)).toBeVisible();
  const tablet = await anotherDevice(bob, `/rooms/${roomIdOf(bob.page)}`);
  await tablet.getByRole('button', { name: 'More about this room' }).click();
  await tablet.getByRole('button', { name: 'Leave room' }).click();
  await tablet
    .getByRole('dialog', { name: 'Leave this room?' })
    .getByRole('button', { name: 'Leave room' })
    .click();
  await expect(chat.rooms(bob.page).getByText(room)).toHaveCount(0);
  await expect(viewer(bob.page)).toHaveCount(0);
  await expect(bob.page.getByText(BROKEN)).toHaveCount(0);
});

test('a page that broke says in the console what it was, and where', async ({ newcomer }) => {
  const { page } = await newcomer('alice', {
    scripts: [
      () => {
        URL.createObjectURL = () => {
          throw new RangeError('no address is left');
        };
      },
    ],
  });
  const said: string[] = [];
  page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
  await chat.createRoom(page, 'Broken');
  await attach(page).setInputFiles([await picture('pot.png')]);
  await expect(page.getByText(BROKEN)).toBeVisible();
  await expect.poll(() => said.join('\n')).toContain('RangeError: no address is left');
  await expect.poll(() => said.join('\n')).toMatch(/\n {4}at \w+ \(http/);
});
