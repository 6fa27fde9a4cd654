import { chat, roomName } from '../support/chat.js';
import { expect, test } from '../support/world.js';

// A server that lets messages be no longer than plain clients may make them.
test.use({ serverEnv: { MESSAGE_TEXT_MAX: '500' } });

test('a text that is too long is kept, and sent as several messages in order', async ({ conversation }) => {
  const { alice, bob } = await conversation('Long');
  const paragraphs = Array.from({ length: 7 }, (_, index) => `${String(index)} ${'word '.repeat(60)}end`);
  const code = `\`\`\`ts\n${Array.from({ length: 60 }, (_, index) => `line(${String(index)});`).join('\n')}\n\`\`\``;
  const composer = chat.composer(alice.page);
  await composer.fill([...paragraphs, code].join('\n\n'));
  await expect(alice.page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
  await composer.press('Enter');
  await expect(composer).toHaveValue([...paragraphs, code].join('\n\n'));
  await alice.page.getByRole('button', { name: 'Send as 9 messages' }).click();
  await expect(composer).toHaveValue('');
  await expect(composer).toBeFocused();

  const heard = chat.messages(bob.page).getByRole('article');
  await expect(heard).toHaveCount(9, { timeout: 60_000 });
  const texts = await heard.allInnerTexts();
  paragraphs.forEach((paragraph, index) => expect(texts[index]).toContain(paragraph));
  expect(texts[7]).toContain('line(0);');
  expect(texts[8]).toContain('line(59);');
  expect(await heard.locator('pre').count()).toBe(2);
  for (const text of texts) expect(text).not.toContain('```');
});

test('a key costs as much in a long text as in a short one, but for the text itself', async ({
  newcomer,
}) => {
  const { page, context } = await newcomer('paster');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await chat.createRoom(page, roomName('Pasted'));
  const composer = chat.composer(page);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable');

  /** Layouts, and changes of the page's elements outside of the field, for some keys. */
  async function costOfKeys() {
    const layouts = async () => {
      const { metrics } = await devtools.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'LayoutCount')?.value ?? 0;
    };
    const form = page.getByRole('form', { name: 'Write a message' });
    await form.evaluate((element) => {
      const changes: string[] = [];
      (window as never as { changes: string[] }).changes = changes;
      new MutationObserver((records) => {
        for (const { target } of records) changes.push(target.nodeName);
      }).observe(element, { attributes: true, childList: true, subtree: true });
    });
    const before = await layouts();
    await composer.pressSequentially('ten keys..');
    const changed = await page.evaluate(() => (window as never as { changes: string[] }).changes.length);
    return { layouts: (await layouts()) - before, changed };
  }

  await composer.fill('x');
  const short = await costOfKeys();
  await composer.fill('');
  const pasted = 'lorem ipsum dolor '.repeat(1_112);
  await page.evaluate((text) => navigator.clipboard.writeText(text), pasted);
  await composer.press('Control+v');
  await expect(composer).toHaveValue(pasted);
  await expect(page.getByText(/too many/)).toBeVisible();
  await expect(page.getByRole('button', { name: /Send as \d+ messages/ })).toBeVisible();
  const mirrored = await composer.evaluate((field) => field.parentElement?.dataset.text?.length ?? 0);
  expect(mirrored).toBeLessThanOrEqual(4_000);
  const long = await costOfKeys();
  expect(short.layouts).toBeGreaterThan(0);
  expect(long.layouts).toBeLessThanOrEqual(short.layouts * 2);
  // The field that grows is not told of what it cannot show; the counter is what changes.
  expect(long.changed).toBeLessThanOrEqual(short.changed);
});
