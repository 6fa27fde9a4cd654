import type { Locator } from '@playwright/test';
import { expect, test } from '../support/world.js';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const LONG = 'Minutes of the whole meeting with all that was said (final).pdf';
const CODE = '```\none line of code that is longer than the phone is wide\n```';

async function boxOf(place: Locator) {
  const box = await place.boundingBox();
  if (!box) throw new Error('Not on the screen');
  return { ...box, end: box.x + box.width, foot: box.y + box.height };
}

test('what was not sent has its actions in one row, its file its ending, and its code no button over it', async ({
  conversation,
}) => {
  const { alice } = await conversation('On a phone', PHONE);
  const { page } = alice;
  await page.route('**/api/rooms/*/uploads', (route) =>
    route.fulfill({
      status: 507,
      json: { statusCode: 507, code: 'STORAGE_FULL', message: 'no room', traceId: 'x' },
    }),
  );
  await page
    .locator('input[type=file][multiple]')
    .setInputFiles({ name: LONG, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
  await page.getByRole('button', { name: `Remove ${LONG}` }).waitFor();
  await page.locator('textarea').fill(CODE);
  await page.getByRole('button', { name: 'Send' }).click();
  const row = page.getByRole('article');
  await expect(row.getByRole('alert')).toBeVisible();

  for (const [language, words] of [
    ['en', ['Retry', 'Edit', 'Copy', 'Delete']],
    ['tr', ['Yeniden dene', 'Düzenle', 'Kopyala', 'Sil']],
  ] as const) {
    await page.evaluate((code) => localStorage.setItem('chatket:language', JSON.stringify(code)), language);
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    const actions = words.map((name) => row.getByRole('button', { name, exact: true }));
    await expect(async () => {
      const boxes = await Promise.all(actions.map(boxOf));
      expect(new Set(boxes.map(({ y }) => Math.round(y))).size, language).toBe(1);
      for (const { width, height } of boxes) expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
    }).toPass();
    const name = row.getByTitle(LONG);
    await expect(name).toHaveText(LONG);
    const [ending, whole] = [await boxOf(name.getByText('final).pdf')), await boxOf(row)];
    expect(ending.end).toBeLessThanOrEqual(whole.end);
    const code = await boxOf(row.locator('pre'));
    const copy = await boxOf(row.getByRole('button', { name: /Copy code|Kodu kopyala/ }));
    expect(code.end).toBeLessThanOrEqual(copy.x);
    expect(Math.min(copy.width, copy.height)).toBeGreaterThanOrEqual(44);
  }
});
