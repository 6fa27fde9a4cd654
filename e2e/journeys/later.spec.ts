import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.js';
import { chat } from '../support/chat.js';
import { isKept } from '../support/offline.js';
import { call, logIn as openSession } from '../../rig/people.mjs';
import { expect, type Person, test } from '../support/world.js';

const list = (page: Page, name: string) => page.getByRole('list', { name });

async function openMenu(page: Page): Promise<void> {
  const sheet = page.getByRole('button', { name: 'Open rooms' });
  if (await sheet.isVisible()) await sheet.click();
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
}

async function openLater(page: Page): Promise<void> {
  await openMenu(page);
  await page.getByRole('button', { name: 'Scheduled and drafts' }).click();
}

/** Nobody waits for tomorrow: what a person can say in whole minutes is said to the server in seconds. */
async function hurry(url: string, { username }: Person, what: 'scheduled' | 'reminders'): Promise<void> {
  const { token } = await openSession(url, username);
  const listed = what === 'reminders' ? '/api/saved/ids' : '/api/scheduled';
  const { body } = await call<(string | { id: string })[]>(url + listed, { token });
  const [first = ''] = body;
  const id = typeof first === 'string' ? first : first.id;
  const method = what === 'reminders' ? 'PUT' : 'PATCH';
  await call(`${url}/api/${what}/${id}`, { token, method, body: { at: new Date().toISOString() } });
}

test('messages are scheduled, drafts are on all devices, and reminders come', async ({
  conversation,
  anotherDevice,
  url,
}) => {
  const { alice, bob } = await conversation('Later', { serviceWorkers: 'allow' });
  const menu = bob.page.getByRole('dialog', { name: 'Settings' });
  const phone = {
    page: await anotherDevice(alice, new URL(alice.page.url()).pathname, {
      viewport: { width: 360, height: 640 },
    }),
  };
  await chat.composer(phone.page).waitFor();
  await isKept(alice.page);

  await test.step('what alice begins on one device she goes on with on the other', async () => {
    await chat.composer(alice.page).fill('half a thought');
    await expect(chat.composer(phone.page)).toHaveValue('half a thought');
    await openLater(phone.page);
    await expect(list(phone.page, 'Drafts').getByText('half a thought')).toBeVisible();
    await expectAccessible(phone.page);
    await phone.page.getByRole('button', { name: 'Go on writing' }).click();
    await chat.composer(phone.page).press('End');
    await chat.composer(phone.page).pressSequentially(', whole');
    await chat.composer(phone.page).press('Enter');
    await chat.hears(bob.page, 'half a thought, whole');
    await expect(chat.composer(alice.page)).toHaveValue('');
  });

  await test.step('with a file on one device, it is sent with it from the other', async () => {
    const files = (page: Page) => page.getByRole('list', { name: 'Chosen files' });
    await chat.composer(alice.page).fill('the recipe');
    await alice.page
      .getByLabel('Attach files')
      .and(alice.page.locator('input'))
      .setInputFiles({ name: 'soup.txt', mimeType: 'text/plain', buffer: Buffer.from('leek') });
    await expect(files(phone.page).getByText('soup.txt', { exact: true })).toBeVisible();
    await expect(chat.composer(phone.page)).toHaveValue('the recipe');
    await openLater(phone.page);
    await expect(list(phone.page, 'Drafts').getByText('soup.txt')).toBeVisible();
    await phone.page.keyboard.press('Escape');
    await phone.page.getByRole('button', { name: 'Send', exact: true }).click();
    await chat.hears(bob.page, 'the recipe');
    await expect(chat.message(bob.page, 'the recipe').getByText('soup.txt').first()).toBeVisible();
    await expect(files(alice.page)).toHaveCount(0);
    await expect(chat.composer(alice.page)).toHaveValue('');
  });

  await test.step('what it answers survives a reload, and comes along to the other device', async () => {
    await chat.say(bob.page, 'tea or coffee?');
    await chat.isStoredOnce(alice.page, 'tea or coffee?');
    await chat.message(alice.page, 'tea or coffee?').getByRole('article').focus();
    await alice.page.keyboard.press('r');
    await chat.composer(alice.page).fill('tea');
    const answers = (page: Page) => page.getByText(`Reply to ${bob.username}`);
    await expect(answers(phone.page)).toBeVisible();
    for (const { page } of [alice, phone]) {
      await page.reload();
      await expect(answers(page)).toBeVisible();
      await expect(chat.composer(page)).toHaveValue('tea');
    }
    await phone.page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(
      chat
        .message(bob.page, 'tea')
        .getByRole('link', { name: `In reply to ${bob.username}: tea or coffee?` }),
    ).toBeVisible();
    for (const { page } of [alice, phone]) await expect(answers(page)).toHaveCount(0);
  });

  await test.step('written offline beside the other one, neither is lost', async () => {
    await alice.context.setOffline(true);
    await chat.composer(alice.page).fill('written offline');
    await chat.composer(phone.page).fill('written on the phone');
    await openLater(phone.page);
    await expect(list(phone.page, 'Drafts').getByText('written on the phone')).toBeVisible();
    await phone.page.keyboard.press('Escape');
    await alice.context.setOffline(false);
    await openLater(phone.page);
    const drafts = list(phone.page, 'Drafts');
    await expect(drafts.getByText('written offline')).toBeVisible();
    await expect(drafts.getByText('written on the phone')).toBeVisible();
    await drafts.getByRole('button', { name: 'Take this one' }).click();
    await expect(drafts.getByRole('button', { name: 'Take this one' })).toHaveCount(0);
    await drafts.getByRole('button', { name: 'Delete' }).click();
    await expect(phone.page.getByText('Nothing is half written.')).toBeVisible();
    await phone.page.keyboard.press('Escape');
    await expect(chat.composer(alice.page)).toHaveValue('');
  });

  await test.step('alice schedules a message by the keyboard, moves it, and it is sent', async () => {
    await chat.composer(alice.page).fill('good morning');
    await alice.page.getByRole('button', { name: 'Send later' }).press('Enter');
    const dialog = alice.page.getByRole('dialog', { name: 'When shall it be sent?' });
    await expectAccessible(alice.page);
    await dialog.getByRole('button', { name: 'Tomorrow at 9:00' }).press('Enter');
    await expect(chat.composer(alice.page)).toHaveValue('');
    await openLater(phone.page);
    const scheduled = list(phone.page, 'Scheduled messages');
    await expect(scheduled.getByText('good morning')).toBeVisible();
    await scheduled.getByRole('button', { name: 'Change the text' }).click();
    await phone.page.getByLabel('Text of the message').fill('good evening');
    await phone.page.getByRole('button', { name: 'Keep the change' }).click();
    await expect(scheduled.getByText('good evening')).toBeVisible();
    await hurry(url, alice, 'scheduled');
    await chat.hears(bob.page, 'good evening');
    await expect(scheduled.getByText('good evening')).toHaveCount(0);
    await phone.page.keyboard.press('Escape');
  });

  await test.step('bob is reminded of a message', async () => {
    await chat.message(bob.page, 'good evening').getByRole('article').focus();
    await bob.page.keyboard.press('h');
    const dialog = bob.page.getByRole('dialog', { name: 'When shall you be reminded?' });
    await dialog.getByRole('button', { name: 'In 20 minutes' }).click();
    await expect(bob.page.getByText(/^You will be reminded/).last()).toBeVisible();
    await hurry(url, bob, 'reminders');
    await expect(bob.page.getByText(`Reminder, ${alice.username}: good evening`)).toBeVisible();
    await openMenu(bob.page);
    await menu.getByRole('button', { name: /^Notifications\s?1$/ }).click();
    const alerts = list(bob.page, 'Notifications');
    await expect(alerts.getByText('You wanted to be reminded.')).toBeVisible();
    await alerts.getByRole('button', { name: 'good evening' }).click();
    await expect(bob.page).toHaveURL(/\/m\//);
    await openMenu(bob.page);
    await expect(menu.getByRole('button', { name: 'Notifications', exact: true })).toBeVisible();
    await bob.page.keyboard.press('Escape');
  });

  await test.step('he reminds himself by a command, sees it among what he has saved, and forgets it', async () => {
    await chat.composer(bob.page).fill('/rem');
    await expect(bob.page.getByRole('option', { name: '/remind' })).toBeVisible();
    await expect(bob.page.getByRole('button', { name: 'Send later' })).toHaveCount(0);
    await chat.composer(bob.page).fill('/remind tomorrow wash up');
    // The server takes its time, and bob goes on to something else: he stays there.
    let answer: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (answer = resolve));
    await bob.page.route('**/api/reminders/**', async (route) => {
      await slow;
      await route.continue();
    });
    await chat.composer(bob.page).press('Enter');
    await openMenu(bob.page);
    await expect(menu).toBeVisible();
    answer();
    await expect(chat.composer(bob.page)).toHaveValue('');
    await expect(bob.page.getByText(/^You will be reminded/).last()).toBeVisible();
    await menu.getByRole('button', { name: 'Saved messages' }).click();
    const saved = list(bob.page, 'Saved messages');
    await expect(saved.getByText('wash up')).toBeVisible();
    await expect(saved.getByText(/^Reminder /)).toBeVisible();
    await expectAccessible(bob.page);
    await saved.getByRole('button', { name: 'Do not remind me' }).click();
    await expect(saved.getByText(/^You were reminded /)).toBeVisible();
  });

  await test.step('what is planned for bob alone says what time that is for him', async () => {
    const { token } = await openSession(url, bob.username);
    await call(`${url}/api/me`, { token, method: 'PATCH', body: { timeZone: 'Pacific/Kiritimati' } });
    await chat.composer(alice.page).fill(`/dm @${bob.username} good night`);
    await chat.composer(alice.page).press('Enter');
    const field = alice.page.getByRole('textbox', { name: `Message ${bob.username}` });
    await expect(field).toHaveValue('good night');
    await alice.page.getByRole('button', { name: 'Send later' }).click();
    const dialog = alice.page.getByRole('dialog', { name: 'When shall it be sent?' });
    const tomorrow = dialog.getByRole('button', { name: 'Tomorrow at 9:00' });
    const there = new RegExp(`\\d:\\d\\d\\s[AP]M for ${bob.username}`);
    await expect(tomorrow).toContainText(there);
    await expectAccessible(alice.page, 'times for somebody elsewhere');
    await tomorrow.click();
    await openLater(alice.page);
    await expect(list(alice.page, 'Scheduled messages').getByText(there)).toBeVisible();
  });
});
