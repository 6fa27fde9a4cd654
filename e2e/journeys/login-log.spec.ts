import { expect, test } from '../support/world.js';

test.use({ serverEnv: { CODE_DELIVERY: 'log', LOG_LEVEL: 'silent' } });

const WORDS = {
  'en-GB': {
    before: 'You will need a login code from whoever runs this server.',
    where: 'It is in the log of this server: ask whoever runs it.',
    name: 'Your name',
    code: 'Code',
    next: 'Continue',
  },
  'tr-TR': {
    before: 'Giriş için bu sunucuyu işleten kişiden bir kod almanız gerekecek.',
    where: 'Kod bu sunucunun günlüğünde: sunucuyu işleten kişiye sorun.',
    name: 'Adınız',
    code: 'Kod',
    next: 'Devam',
  },
};

for (const [locale, words] of Object.entries(WORDS)) {
  test(`where codes go to the log, the page says whom to ask, and the line there is enough (${locale})`, async ({
    browser,
    server,
    url,
  }) => {
    const context = await browser.newContext({ locale, baseURL: url });
    const page = await context.newPage();
    const username = `reader-${locale.toLowerCase()}`;
    await page.goto('/');
    await expect(page.getByText(words.before)).toBeVisible();
    await page.getByLabel(words.name).fill(username);
    await page.getByRole('button', { name: words.next }).click();
    await expect(page.getByText(words.where)).toBeVisible();

    const line = new RegExp(`^Login code for ${username}: (\\d{6})$`, 'm');
    await expect.poll(() => server.log()).toMatch(line);
    await page.getByLabel(words.code, { exact: true }).fill(line.exec(server.log())?.[1] ?? '');
    await expect(page).toHaveURL(/\/rooms\//);
    await context.close();
  });
}
