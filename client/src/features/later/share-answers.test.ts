import { describe, expect, it } from 'vitest';
import { messageAt } from '../../testing';
import { AT as at, device, pass, withOwnClock } from './memory-device';

withOwnClock();
const question = messageAt(7, { text: 'Tea or coffee?' });
const other = messageAt(8);

type Device = Awaited<ReturnType<typeof device>>;
const begin = ({ stores }: Device, message = question) =>
  stores.writing.actions.begin('r', { kind: 'reply', message });
const answered = ({ stores }: Device) => {
  const now = stores.writing.getState().byRoom.r;
  return now?.kind === 'reply' ? now.message.messageId : undefined;
};
const told = ({ server }: Device) =>
  server.sent('draft:save').map(({ text, replyToId }) => [text, replyToId]);

describe('what a draft answers', () => {
  it('is told with the text, and by itself when it is another, or none any more', async () => {
    const here = await device();
    begin(here);
    await pass(10_000);
    expect(told(here)).toEqual([]);
    here.write('tea');
    await pass(2_000);
    begin(here, other);
    await pass(2_000);
    here.stores.writing.actions.end('r');
    await pass(20_000);
    expect(told(here)).toEqual([
      ['tea', 'm-7'],
      ['tea', 'm-8'],
      ['tea', undefined],
    ]);
  });

  it('comes to a device that has not loaded the message, follows, and ends with the draft', async () => {
    const here = await device();
    here.history.push(question, other);
    here.hears({ text: 'tea', replyToId: 'm-7', rev: 4 });
    await pass(0);
    expect(answered(here)).toBe('m-7');
    here.hears({ text: 'tea', replyToId: 'm-8', rev: 5 });
    await pass(0);
    expect(answered(here)).toBe('m-8');
    here.hears({ text: '', rev: 6 });
    await pass(20_000);
    expect(answered(here)).toBeUndefined();
    expect(told(here)).toEqual([]);
  });

  it('is not taken from a text that is told before the message is found', async () => {
    const here = await device();
    here.server.answer('room:page', () => undefined);
    here.hears({ text: 'tea', replyToId: 'm-7', rev: 4 });
    here.write('tea, please');
    await pass(2_000);
    expect(told(here)).toEqual([['tea, please', 'm-7']]);
    here.history.push(question);
    here.server.answer('room:page', () => ({ success: true, messages: [question], lines: [] }) as never);
    await here.online(false);
    here.list.now = [{ roomId: 'r', text: 'tea, please', replyToId: 'm-7', at, rev: 5 }];
    await here.online(true);
    await pass(0);
    expect(answered(here)).toBe('m-7');
  });

  it('is there after a reload, also offline, and not where nothing is written', async () => {
    const before = await device();
    begin(before);
    before.write('tea');
    await pass(2_000);
    before.stop();
    const after = await device({
      onServer: [{ roomId: 'r', text: 'tea', replyToId: 'm-7', at, rev: 1 }],
      messages: [question],
      isOnline: false,
    });
    expect(answered(after)).toBe('m-7');
    await after.online(true);
    await pass(20_000);
    expect(answered(after)).toBe('m-7');
    expect(told(after)).toEqual([]);
    // It is sent.
    after.write('');
    after.stores.writing.actions.end('r');
    await pass(0);
    after.stop();
    expect(answered(await device({ messages: [question] }))).toBeUndefined();
  });

  it('is not shown where the message was deleted, and not told any more', async () => {
    const here = await device();
    here.history.push({ ...question, text: '', deleted: { at, by: question.sender } });
    here.hears({ text: 'tea', replyToId: 'm-7', rev: 4 });
    await pass(2_000);
    expect(answered(here)).toBeUndefined();
    expect(told(here)).toEqual([['tea', undefined]]);
  });

  it('waits while a message is edited, and comes back', async () => {
    const here = await device();
    here.history.push(question);
    begin(here);
    here.write('tea');
    here.stores.writing.actions.begin('r', { kind: 'edit', message: other });
    await pass(2_000);
    expect(told(here)).toEqual([['tea', 'm-7']]);
    here.stores.writing.actions.end('r');
    await pass(2_000);
    expect(answered(here)).toBe('m-7');
    expect(told(here)).toHaveLength(1);
  });

  it('is the same in the tabs of a browser', async () => {
    const here = await device();
    here.history.push(question);
    localStorage.setItem('chatket:draft-answer:u-alice:r', '"m-7"');
    window.dispatchEvent(Object.assign(new Event('storage'), { key: 'chatket:draft-answer:u-alice:r' }));
    await pass(0);
    expect(answered(here)).toBe('m-7');
  });
});
