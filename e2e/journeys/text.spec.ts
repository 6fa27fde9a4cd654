import { chat, roomName } from '../support/chat.js';
import { expect, test } from '../support/world.js';

const RLO = '\u202e';

test('text is drawn from its marks, and never as HTML', async ({ newcomer }) => {
  const { page, context } = await newcomer('writer');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await chat.createRoom(page, roomName('Text'));
  const log = chat.messages(page);
  await chat.say(page, '**bold** *slanted* ~~gone~~ `code` https://a.example/x?y=1 and bob@b.example');
  await expect(log.locator('strong')).toHaveText('bold');
  await expect(log.locator('em')).toHaveText('slanted');
  await expect(log.locator('s')).toHaveText('gone');
  await expect(log.locator('code')).toHaveText('code');
  const link = log.getByRole('link', { name: 'https://a.example/x?y=1' });
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow');
  await expect(link).toHaveAttribute('target', '_blank');
  await expect(log.getByRole('link', { name: 'bob@b.example' })).toHaveAttribute(
    'href',
    'mailto:bob@b.example',
  );

  await chat.say(page, '> said before\n- one\n- two\n1. first');
  await expect(log.locator('blockquote')).toHaveText('said before');
  await expect(log.locator('ul > li', { hasText: 'two' })).toBeVisible();
  await expect(log.locator('ol ol > li')).toHaveText('first');

  const code = `const long = "${'x'.repeat(200)}";`;
  await chat.say(page, `\`\`\`ts\n${code}\n\`\`\``);
  const block = log.getByRole('group', { name: 'Code' });
  await expect(block).toHaveText(code);
  await expect.poll(() => block.evaluate((pre) => pre.scrollWidth > pre.clientWidth)).toBe(true);
  await block.hover();
  await log.getByRole('button', { name: 'Copy code' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(code);

  await chat.say(page, '<img src=x onerror="document.title = 1"> [a](javascript:alert(1))');
  await expect(log.getByText('<img src=x')).toBeVisible();
  await expect(log.locator('img')).toHaveCount(0);
  await expect(log.locator('a[href^="javascript"]')).toHaveCount(0);
});

test('what was typed is what is read: numbers, signs and names stay', async ({ newcomer }) => {
  const { page } = await newcomer('writer');
  await chat.createRoom(page, roomName('Law'));
  const log = chat.messages(page);
  const plain = [
    '2024. What a year',
    '>_<',
    '>x',
    '__init__',
    '2*3*4',
    '¯\\_(ツ)_/¯ and ¯\\_(ツ)_/¯',
    'C:\\*.txt',
  ];
  for (const text of plain) {
    await chat.say(page, text);
    await expect(log.getByText(text, { exact: true })).toBeVisible();
  }

  await chat.say(page, '1. one\n2. two\n   - under two\n4. four\n100) hundred');
  const numbers = log.locator('ol ol > li');
  await expect(numbers).toHaveCount(4);
  const markers = () =>
    numbers.evaluateAll((all) => all.map((item) => getComputedStyle(item, '::marker').listStyleType));
  await expect.poll(markers).toEqual(['"1. "', '"2. "', '"4. "', '"100) "']);
  await expect(log.locator('ol ol > li ul > li')).toHaveText('under two');
  // The widest number has room inside the column.
  const room = async () => {
    const [list, item] = [await log.locator('ol ol').boundingBox(), await numbers.last().boundingBox()];
    return list && item ? item.x - list.x : 0;
  };
  await expect.poll(room).toBeGreaterThan(36);

  await chat.say(page, '````\n```\ninner\n```\n````');
  await expect(log.getByRole('group', { name: 'Code' })).toHaveText('```\ninner\n```');
  await chat.say(page, `go to \`${'averylongname/'.repeat(12)}\` now`);
  const boxes = log.locator('p code').last();
  await expect.poll(() => boxes.evaluate((code) => code.getClientRects().length)).toBe(1);
});

test('S106 where a link leads can be seen, and is said where its name reads otherwise', async ({
  newcomer,
}) => {
  const { page } = await newcomer('writer');
  await chat.createRoom(page, roomName('Links'));
  const log = chat.messages(page);
  await chat.say(
    page,
    '[the docs](https://docs.example/a) 看https://a.example/b，www.c.example。https://bücher.example',
  );
  await expect(log.getByRole('link', { name: 'the docs' })).toHaveAttribute(
    'title',
    'https://docs.example/a',
  );
  await expect(log.getByRole('link', { name: 'https://a.example/b', exact: true })).toBeVisible();
  await expect(log.getByRole('link', { name: 'www.c.example', exact: true })).toHaveAttribute(
    'href',
    'https://www.c.example/',
  );
  await expect(log.getByRole('link', { name: 'https://bücher.example' })).toHaveAttribute(
    'title',
    'https://xn--bcher-kva.example/',
  );
  await expect(log.getByText('leads to')).toHaveCount(0);

  await chat.say(page, '[https://bank.example](https://evil.example/x)');
  await expect(log.getByText('(leads to evil.example)')).toBeVisible();
});

test('code has the name of its language and gets colours, and nothing moves for it', async ({ newcomer }) => {
  const { page } = await newcomer('writer');
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  // The colours come when the place of everything has been noted.
  await page.addInitScript(() => {
    const held: (() => void)[] = [];
    Object.assign(window, {
      requestIdleCallback: (task: () => void) => held.push(task),
      letIdle: () => held.splice(0).forEach((task) => task()),
    });
  });
  await chat.createRoom(page, roomName('Colours'));
  await page.reload();
  const log = chat.messages(page);
  const code = 'const a = "<b>";\n// and so on';
  await chat.say(page, `\`\`\`ts\n${code}\n\`\`\``);
  await chat.say(page, 'said after it');
  await chat.isStoredOnce(page, 'said after it');
  const block = log.getByRole('group', { name: 'Code' });
  await expect(log.getByText('ts', { exact: true })).toBeVisible();
  await expect(block).toHaveText(code);
  const before = await block.boundingBox();
  expect(await block.locator('span').count()).toBe(0);
  await expect
    .poll(async () => {
      await page.evaluate(() => (window as unknown as { letIdle: () => void }).letIdle());
      return block.locator('span').count();
    })
    .toBeGreaterThan(2);
  await expect(block.locator('span').first()).toHaveText('const');
  await expect(block).toHaveText(code);
  expect(await block.boundingBox()).toEqual(before);
  const inks = await block
    .locator('span')
    .evaluateAll((all) => all.map((each) => getComputedStyle(each).color));
  expect(new Set(inks).size).toBeGreaterThan(2);
  expect(problems).toEqual([]);
});

test('S110 S111 text in another direction and hostile marks are kept and do not disturb their neighbours', async ({
  newcomer,
}) => {
  const { page } = await newcomer('writer');
  await chat.createRoom(page, roomName('Marks'));
  const log = chat.messages(page);
  await chat.say(page, 'an honest line');
  await chat.isStoredOnce(page, 'an honest line');
  await chat.say(page, 'שלום לכולם');
  const hebrew = log.getByText('שלום לכולם');
  await expect(hebrew).toHaveCSS('direction', 'rtl');
  await expect(hebrew).toHaveCSS('unicode-bidi', 'isolate');

  // The numbers of a list stand on the side where its lines begin, inside the column.
  await chat.say(page, '1. קפה');
  const roomForMarker = async () => {
    const list = await log.locator('ol ol').boundingBox();
    const item = await log.locator('ol ol > li').boundingBox();
    return list && item ? list.x + list.width - item.x - item.width : 0;
  };
  await expect.poll(roomForMarker).toBeGreaterThan(16);

  const row = chat.message(page, 'an honest line');
  const before = await row.boundingBox();
  await chat.say(page, `${RLO}turned around`);
  await chat.say(page, `z${'\u0301\u0316\u035c'.repeat(90)}algo`);
  await chat.say(page, 'another honest line');
  await chat.isStoredOnce(page, 'another honest line');
  await expect(log.getByText('turned around')).toHaveText(`${RLO}turned around`);
  await expect(log.getByText('algo')).toHaveText(`z${'\u0301\u0316\u035c'.repeat(90)}algo`);
  const zalgo = log.getByText('algo').locator('xpath=..');
  await expect(zalgo).toHaveCSS('overflow-y', 'clip');
  const after = await row.boundingBox();
  expect(after?.height).toBe(before?.height);
  await expect(log.locator('time').first()).toHaveCSS('direction', 'ltr');
  await expect(chat.message(page, 'another honest line')).toBeVisible();
});

test('emoji alone are large, in a sentence they are not', async ({ newcomer }) => {
  const { page } = await newcomer('smiler');
  await chat.createRoom(page, roomName('Emoji'));
  await chat.say(page, '🎉👩‍👩‍👧‍👦');
  await chat.say(page, 'well done 🎉');
  await chat.say(page, 'and so on');
  await chat.isStoredOnce(page, 'and so on');
  const sizeOf = (text: string) =>
    chat
      .messages(page)
      .getByText(text, { exact: true })
      .evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
  await expect.poll(() => sizeOf('🎉👩‍👩‍👧‍👦')).toBeGreaterThanOrEqual(28);
  await expect.poll(() => sizeOf('well done 🎉')).toBeLessThan(20);
});

test('a message that is only mentioned reads as plain words: answered, quoted, saved', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('Plain');
  await chat.say(alice.page, 'the **red** [kettle](https://tea.example) is `hot`');
  const said = 'the red kettle is hot';
  const row = chat.messages(bob.page).getByRole('listitem').filter({ hasText: said });
  await chat.act(row, 'Save for later');
  await row.hover();
  await row.getByRole('button', { name: 'Reply', exact: true }).click();
  await expect(bob.page.getByRole('paragraph').filter({ hasText: 'Reply to' })).toContainText(said);
  await chat.say(bob.page, 'thanks');
  await chat.hears(alice.page, 'thanks');
  const quote = chat.message(alice.page, 'thanks').getByRole('link', { name: new RegExp(said) });
  await expect(quote).toContainText(said);
  await bob.page.getByRole('button', { name: 'Settings', exact: true }).click();
  await bob.page.getByRole('button', { name: 'Saved messages' }).click();
  await expect(bob.page.getByRole('dialog').getByText(said, { exact: true })).toBeVisible();
});
