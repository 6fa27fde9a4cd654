import type { Page } from '@playwright/test';
import { codeIn, Mailbox } from '../../rig/mailbox.mjs';
import { expectAccessible } from '../support/accessible.js';
import { chat } from '../support/chat.js';
import { expect, test as base } from '../support/world.js';

/** A server that sends its codes through a mail server, and lets in who has an address of a domain. */
const test = base.extend<object, { mailbox: Mailbox; serverEnv: Record<string, string> }>({
  mailbox: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const mailbox = await Mailbox.open();
      await use(mailbox);
      await mailbox.close();
    },
    { scope: 'worker' },
  ],
  serverEnv: [
    async ({ mailbox }, use) => {
      await use({
        CODE_DELIVERY: 'mail',
        SMTP_URL: mailbox.url,
        MAIL_FROM: 'chat@example.org',
        PUBLIC_URL: 'https://chat.example.org',
        REGISTRATION: 'domains',
        REGISTRATION_DOMAINS: 'example.org',
      });
    },
    { scope: 'worker' },
  ],
});

const isIn = (page: Page) =>
  expect(chat.rooms(page).or(page.getByRole('button', { name: 'Open rooms' }))).toBeVisible();

/** Does what the switcher finds first: what only some may do comes with the answer that they may. */
async function choose(page: Page, what: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type(what);
  await expect(page.getByRole('option', { name: what })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
}

async function begin(page: Page, as: string): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('Your name or mail address').fill(as);
  await page.getByRole('button', { name: 'Continue' }).click();
}

/** Typing the last digit sends it. */
const enterCode = (page: Page, code: string) => page.getByLabel('Code', { exact: true }).fill(code);

/** What logs in stands behind the # of a link; notices of a new device, which come as well, have none. */
async function nextLink(mailbox: Mailbox): Promise<string> {
  for (;;) {
    const [link] = /https:\S+#\S+/.exec((await mailbox.next()).mail.text ?? '') ?? [];
    if (link) return new URL(link).hash;
  }
}

test('people come in by mail, by its link, and by a code that somebody hands over', async ({
  visitor,
  mailbox,
}) => {
  const { page, username: olive } = await visitor('olive', { viewport: { width: 1280, height: 800 } });
  await begin(page, 'olive@example.org');
  await expectAccessible(page, 'a code by mail');
  await enterCode(page, codeIn(await mailbox.next()));
  await page.getByLabel('This address is new here. Which name do you want to have?').fill(olive);
  await expectAccessible(page, 'a name for a new account');
  await page.getByRole('button', { name: 'Continue' }).click();
  await isIn(page);

  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'All settings' }).click();
  const security = page.getByRole('region', { name: 'Logging in' });
  await expect(security.getByText('You can log in with olive@example.org.')).toBeVisible();
  await security.getByRole('button', { name: 'Change address' }).click();
  await security.getByLabel('Your mail address').fill('olive@example.net');
  await security.getByRole('button', { name: 'Send code' }).click();
  const { to, mail } = await mailbox.next();
  expect([to, mail.subject]).toEqual([['olive@example.net'], expect.stringContaining('confirms')]);
  await security.getByLabel('Code', { exact: true }).fill(codeIn({ to, mail }));
  await expectAccessible(page, 'a new address');
  await security.getByRole('button', { name: 'Confirm' }).click();
  await expect(security.getByText('You can log in with olive@example.net.')).toBeVisible();
  expect((await mailbox.next()).to).toEqual(['olive@example.org']);

  // The link of a mail, opened on the phone: nothing happens before somebody says so.
  const { page: phone } = await visitor('phone', { viewport: { width: 360, height: 740 } });
  await begin(phone, 'olive@example.net');
  const hash = await nextLink(mailbox);
  await phone.goto(`/login${hash}`);
  await expect(phone.getByText('You have opened a link that logs in as olive@example.net.')).toBeVisible();
  expect(phone.url()).not.toContain('code');
  await expectAccessible(phone, 'a link that logs in');
  await phone.getByRole('button', { name: 'Log in', exact: true }).click();
  await isIn(phone);
  // It works once.
  const { page: late } = await visitor('late', { viewport: { width: 360, height: 740 } });
  await late.goto(`/login${hash}`);
  await late.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(late.getByRole('alert')).toBeVisible();
  await expect(late.getByLabel('Your name or mail address')).toBeVisible();
  // A browser that remembers a login which has ended loses no link.
  await begin(late, 'olive@example.net');
  const again = await nextLink(mailbox);
  await phone.context().clearCookies();
  await phone.goto('about:blank');
  await phone.goto(`/login${again}`);
  await phone.getByRole('button', { name: 'Log in', exact: true }).click();
  await isIn(phone);
});

test('who runs a server hands over the codes of people without an address', async ({
  visitor,
  mailbox,
  server,
}) => {
  const { page, username: owner } = await visitor('owner', { viewport: { width: 1280, height: 800 } });
  await begin(page, `${owner}@example.org`);
  await enterCode(page, codeIn(await mailbox.nextTo(`${owner}@example.org`)));
  await page.getByLabel('This address is new here. Which name do you want to have?').fill(owner);
  await page.getByRole('button', { name: 'Continue' }).click();
  await isIn(page);
  await server.putInCharge(owner, 2);

  // Who has an address says how often mails tell what they have missed.
  await choose(page, 'notification settings');
  const notices = page.getByRole('dialog', { name: 'Notification settings' });
  const often = notices.getByRole('group', { name: 'Mails of what I miss' });
  await expect(often.getByRole('radio', { name: 'Daily at most' })).toBeChecked();
  await often.getByText('Hourly at most').click();
  await expect(often.getByRole('radio', { name: 'Hourly at most' })).toBeChecked();
  await expectAccessible(page, 'notification settings with mails');
  await page.keyboard.press('Escape');

  const { page: small, username: iris } = await visitor('iris', { viewport: { width: 360, height: 740 } });
  await server.addPerson(iris);
  await begin(small, iris);
  await choose(page, 'open the server page');
  const codes = page.getByRole('region', { name: 'Login codes to hand over' });
  await codes.getByRole('button', { name: `Show the code of ${iris}` }).click();
  const code = await codes.getByRole('status').textContent();
  await expectAccessible(page, 'codes to hand over');
  await enterCode(small, code ?? '');
  await isIn(small);
  await expect(codes).toBeHidden();
  await small.keyboard.press('Control+k');
  await expect(small.getByRole('combobox')).toBeFocused();
  await small.keyboard.type('open the');
  await expect(small.getByRole('option', { name: 'Open the settings' })).toBeVisible();
  await expect(small.getByRole('option', { name: 'Open the server page' })).toBeHidden();
});
