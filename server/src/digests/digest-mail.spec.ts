import { describe, expect, it } from '@jest/globals';
import { type Digest, type DigestItem, digestMail } from './digest-mail.js';

const HOSTILE = `<img src=x onerror="alert(1)">'&`;

const item = (more: Partial<DigestItem> = {}): DigestItem => ({
  ...{ roomId: 'r', messageId: 'm', room: 'Kitchen', sender: 'bob', text: 'Tea\nis ready' },
  ...{ fileNames: '', unread: 1 },
  ...{ because: 'mention' as const, ...more },
});
const mailOf = (more: Partial<Digest>) =>
  digestMail({
    ...{
      language: 'en',
      username: 'ada',
      server: 'Home',
      origin: 'https://chat.example',
      mailDigest: 'daily',
    },
    ...{ items: [item()], content: 'sender', unsubscribe: 'https://chat.example/off?token=t', ...more },
  });

describe('a mail of what was missed', () => {
  it('tells who wrote and where, and what only where the server lets it out', () => {
    expect(mailOf({}).text).toContain('Kitchen\n- bob mentioned you\n  https://chat.example/rooms/r/m/m');
    expect(mailOf({ content: 'full' }).text).toContain('- bob mentioned you\n  Tea is ready\n');
    const { text, html } = mailOf({ content: 'none' });
    expect(text).toContain('You missed a message on Home.');
    for (const said of ['bob', 'Kitchen', 'Tea']) expect(text + html).not.toContain(said);
  });

  it('tells what was said as it is read in the room', () => {
    const { text, html } = mailOf({
      items: [item({ text: '> **Tea?**\n\n~~No~~ [yes](https://a.example) `now`' })],
      content: 'full',
    });
    for (const mail of [text, html]) expect(mail).toContain('“Tea?” No yes now');
  });

  it('is text, whatever somebody is called, writes, or calls a room', () => {
    const hostile = { room: HOSTILE, sender: HOSTILE, text: HOSTILE };
    const { html } = mailOf({ items: [item(hostile)], content: 'full', server: HOSTILE, username: HOSTILE });
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&amp;');
  });

  it('is short, however much was missed: five of a room, direct messages first', () => {
    const many = Array.from({ length: 8 }, (_, n) => item({ messageId: `m${String(n)}`, because: 'all' }));
    const { room: _room, ...direct } = item({ roomId: 'd', because: 'direct', unread: 3 });
    const { subject, text } = mailOf({ items: [...many, direct], language: 'tr' });
    expect(subject).toBe('Home: kaçırdığınız 9 mesaj var');
    expect(text).toContain('Doğrudan mesajlar\n- bob size yazdı (3 okunmamış)\n');
    expect(text.indexOf('Doğrudan')).toBeLessThan(text.indexOf('Kitchen'));
    expect(text.match(/bob herkese yazdı/g)).toHaveLength(5);
    expect(text).toContain('  ve 3 mesaj daha');
  });
});
