import type { Attachment } from '@chatket/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { alice, bob, messageAt } from '../../testing';
import { createNoteScreen } from '../../testing/note-screen';
import { changed, setUp } from './memory-notifier';

const { screen, bodies, sweep, byPage, byNobody, worker } = createNoteScreen();

describe.each([
  ['the page', byPage],
  ['the service worker', byNobody],
])('a note that %s shows', (_who, Notification) => {
  beforeEach(() => {
    vi.useFakeTimers();
    screen.clear();
    vi.stubGlobal('window', Object.assign(new EventTarget(), { Notification }));
    vi.stubGlobal('Notification', Notification);
    vi.stubGlobal('navigator', { serviceWorker: worker });
    vi.stubGlobal(
      'document',
      Object.assign(new EventTarget(), { visibilityState: 'hidden', hasFocus: () => false }),
    );
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('tells of what is said in a direct room, though nobody has chosen that, and of nothing else', async () => {
    const told = async (...room: Parameters<typeof setUp>) => {
      const { hear, stop } = await setUp(...room);
      await hear(messageAt(2, { text: 'hello', sender: bob }));
      stop();
      const shown = bodies();
      screen.clear();
      return shown;
    };
    expect(await told(undefined, 'direct')).toEqual(['hello']);
    expect(await told(undefined, 'group')).toEqual(['hello']);
    expect(await told('none', 'direct')).toEqual([]);
    expect(await told(undefined, 'public')).toEqual([]);
    expect(await told(undefined, 'private')).toEqual([]);
  });

  it('says what is read of its message, without marks, or what its files are called', async () => {
    const { hear, stop } = await setUp('all');
    await hear(messageAt(2, { text: '**see** [the plan](https://a.example)', sender: bob }));
    expect(bodies()).toEqual(['see the plan']);
    screen.clear();
    const attachments = ['*a*.pdf', 'b.txt'].map((name) => ({ name }) as Attachment);
    await hear(messageAt(3, { text: '', attachments, sender: bob }));
    expect(bodies()).toEqual(['*a*.pdf, b.txt']);
    stop();
  });

  it('goes when its message is deleted', async () => {
    const { hear, stop } = await setUp('all');
    await hear(messageAt(2, { text: 'a secret', sender: bob }));
    expect(bodies()).toEqual(['a secret']);
    await hear(changed(3, 2, 'deleted', { text: '', deleted: { at: '', by: bob }, sender: bob }));
    expect(bodies()).toEqual([]);
    stop();
  });

  it('says what its message says by now, and comes back for nothing', async () => {
    const { hear, stop } = await setUp('all');
    await hear(messageAt(2, { text: 'at thre', sender: bob }));
    await hear(changed(3, 2, 'edited', { text: 'at three', sender: bob }));
    expect(bodies()).toEqual(['at three']);
    sweep();
    await hear(changed(4, 2, 'edited', { text: 'at four', sender: bob }));
    expect(bodies()).toEqual([]);
    stop();
  });

  it('goes when its message does not speak of me any more', async () => {
    const { hear, stop } = await setUp('mentions');
    await hear(messageAt(2, { text: `hello @${alice.username}`, sender: bob }));
    expect(bodies()).toHaveLength(1);
    await hear(changed(3, 2, 'reacted', { text: `hello @${alice.username}`, sender: bob }));
    expect(bodies()).toHaveLength(1);
    await hear(changed(4, 2, 'edited', { text: 'hello', sender: bob }));
    expect(bodies()).toEqual([]);
    stop();
  });

  it('is for what one wanted to be reminded of, though it was said long ago, until that was read', async () => {
    const { hear, hearNotice, stop } = await setUp('none', 'direct', true);
    const message = messageAt(1, { text: 'long ago', sender: alice });
    const { messageId } = message;
    await hear(messageAt(7, { text: 'news', sender: bob }));
    await hearNotice({ event: 'reminder:due', payload: { messageId, at: '', message } });
    expect(bodies()).toEqual([]);
    const payload = { roomId: 'r', messageId, because: 'reminder' } as const;
    await hearNotice({ event: 'alert:new', payload });
    expect([...screen.values()]).toMatchObject([{ title: 'Reminder: alice in Kitchen', body: 'long ago' }]);
    await hearNotice({ event: 'alerts:read', payload: { roomId: 'r', seq: 7, unread: 1 } });
    expect(bodies()).toEqual(['long ago']);
    await hearNotice({ event: 'alerts:read', payload: { roomId: 'r', seq: 0, messageId, unread: 0 } });
    expect(bodies()).toEqual([]);
    stop();
  });

  it('is for what the server says, whatever bell is on here, and goes when that was read', async () => {
    const { hear, hearNotice, stop } = await setUp('none', 'direct', true);
    const alert = (seq: number, isSilent = false) =>
      hearNotice({
        event: 'alert:new',
        payload: {
          ...{ roomId: 'r', messageId: messageAt(seq).messageId, because: 'mention' },
          ...(isSilent && { isSilent }),
        },
      });
    await hear(messageAt(2, { text: 'one', sender: bob }), messageAt(3, { text: 'two', sender: bob }));
    expect(bodies()).toEqual([]);
    await alert(2);
    await alert(3, true);
    expect(bodies()).toEqual(['one']);
    await alert(4);
    await hear(messageAt(4, { text: 'three', sender: bob }));
    expect(bodies()).toEqual(['one', 'three']);
    await hearNotice({ event: 'alerts:read', payload: { roomId: 'r', seq: 2, unread: 1 } });
    expect(bodies()).toEqual(['three']);
    await hearNotice({ event: 'alerts:read', payload: { unread: 0 } });
    expect(bodies()).toEqual([]);
    stop();
  });

  it('leads into a thread where the room does not show what is said, and goes with what is read there', async () => {
    const { hear, hearNotice, stop } = await setUp('none', 'direct', true);
    const reply = messageAt(2, { text: 'in the thread', sender: bob, threadId: 'root' });
    await hear(reply, messageAt(3, { text: 'in the room', sender: bob }));
    for (const seq of [2, 3])
      await hearNotice({
        event: 'alert:new',
        payload: { roomId: 'r', messageId: messageAt(seq).messageId, because: 'mention' },
      });
    expect([...screen.values()].map(({ data }) => data)).toEqual([
      { roomId: 'r', seq: 2, rootId: 'root', messageId: reply.messageId },
      { roomId: 'r', seq: 3 },
    ]);
    await hearNotice({ event: 'alerts:read', payload: { roomId: 'r', seq: 9, unread: 1 } });
    expect(bodies()).toEqual(['in the thread']);
    await hearNotice({ event: 'alerts:read', payload: { roomId: 'r', seq: 9, rootId: 'other', unread: 1 } });
    expect(bodies()).toEqual(['in the thread']);
    await hearNotice({ event: 'alerts:read', payload: { roomId: 'r', seq: 9, rootId: 'root', unread: 0 } });
    expect(bodies()).toEqual([]);
    stop();
  });

  it('goes with what is read in its room and its threads at once', async () => {
    const { hear, hearNotice, stop } = await setUp('none', 'direct', true);
    const reply = messageAt(2, { text: 'in the thread', sender: bob, threadId: 'root' });
    await hear(reply);
    const { messageId } = reply;
    await hearNotice({ event: 'alert:new', payload: { roomId: 'r', messageId, because: 'thread' } });
    expect(bodies()).toEqual(['in the thread']);
    await hearNotice({ event: 'alerts:read', payload: { roomId: 'r', seq: 2, threads: true, unread: 0 } });
    expect(bodies()).toEqual([]);
    stop();
  });

  it('is none for what is deleted before it could be shown', async () => {
    const { hear, stop } = await setUp('all');
    await hear(
      messageAt(2, { text: 'a secret', sender: bob }),
      changed(3, 2, 'deleted', { text: '', deleted: { at: '', by: bob }, sender: bob }),
    );
    expect(bodies()).toEqual([]);
    stop();
  });
});
