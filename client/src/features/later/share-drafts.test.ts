import { describe, expect, it } from 'vitest';
import { ok } from '../../realtime/memory-transport';
import { AT as at, device, pass, withOwnClock } from './memory-device';

withOwnClock();

describe('drafts of several devices', () => {
  it('are told two seconds after the last key, at once when the field is left, and at once when they end', async () => {
    const { write, saved } = await device();
    write('Hel');
    await pass(1_500);
    write('Hello');
    await pass(1_500);
    expect(saved()).toEqual([]);
    await pass(500);
    expect(saved()).toEqual([['Hello', 0]]);
    write('Hello there');
    document.dispatchEvent(new Event('focusout'));
    await pass(0);
    write('');
    await pass(0);
    expect(saved().slice(1)).toEqual([
      ['Hello there', 1],
      ['', 2],
    ]);
  });

  it('are taken where nothing else is being written', async () => {
    const { text, hears, saved } = await device();
    hears({ text: 'from the phone', rev: 4 });
    expect(text()).toBe('from the phone');
    hears({ text: '', rev: 5 });
    expect(text()).toBe('');
    await pass(10_000);
    expect(saved()).toEqual([]);
  });

  it('leave what is being written here alone, and tell it as written beside theirs', async () => {
    const { write, text, hears, saved } = await device();
    hears({ text: 'begun', rev: 1 });
    write('begun here');
    hears({ text: 'begun there', rev: 2 });
    expect(text()).toBe('begun here');
    await pass(2_000);
    expect(saved()).toEqual([['begun here', 1]]);
  });

  it('are compared after an outage: what ended elsewhere ends, what was written here is told', async () => {
    const { write, text, saved, list, online } = await device();
    write('about cake');
    await pass(2_000);
    await online(false);
    await online(true);
    // It was sent on the phone meanwhile: the server has none any more.
    expect(list.now).toEqual([]);
    await pass(0);
    expect(text()).toBe('');
    await online(false);
    write('about tea');
    await pass(60_000);
    expect(saved()).toEqual([['about cake', 0]]);
    await online(true);
    await pass(0);
    expect(saved().slice(1)).toEqual([['about tea', 0]]);
    expect(text()).toBe('about tea');
  });

  it('are not ended by a list that was on its way while they were told', async () => {
    const { write, text, saved, list, online, answerList } = await device();
    await online(false);
    const answer = answerList();
    await online(true);
    // Another tab of this browser, or this one, tells the server what the list was too early for.
    write('about the garden');
    await pass(2_000);
    expect(saved()).toEqual([['about the garden', 0]]);
    answer(list.now);
    await pass(0);
    expect(text()).toBe('about the garden');
    await pass(10_000);
    expect(text()).toBe('about the garden');
  });

  it('hold against an older state that was on its way for longer', async () => {
    const { write, text, hears, online, answerList } = await device({
      onServer: [{ roomId: 'r', text: 'begun', at, rev: 1 }],
    });
    expect(text()).toBe('begun');
    await online(false);
    const answer = answerList();
    await online(true);
    write('begun and ended');
    await pass(2_000);
    answer([{ roomId: 'r', text: 'begun', at, rev: 1 }]);
    await pass(0);
    hears({ text: 'begun', rev: 1 });
    expect(text()).toBe('begun and ended');
  });

  it('of a thread are told as those of the thread, and leave that of its room alone', async () => {
    const { server, stores, write, text, hears, list, online } = await device();
    const inThread = () => stores.drafts.getState().byRoom['thread:r:root'] ?? '';
    write('to all');
    stores.drafts.actions.set('thread:r:root', 'to few');
    await pass(2_000);
    const places = server
      .sent('draft:save')
      .map(({ roomId, threadId, text: told }) => [roomId, threadId, told]);
    expect(places).toEqual([
      ['r', undefined, 'to all'],
      ['r', 'root', 'to few'],
    ]);
    hears({ threadId: 'root', text: 'to few, from the phone', rev: 3 });
    expect([text(), inThread()]).toEqual(['to all', 'to few, from the phone']);
    await online(false);
    // That of the room was sent on the phone meanwhile.
    list.now = [{ roomId: 'r', threadId: 'root', text: 'to few, again', at, rev: 4 }];
    await online(true);
    await pass(0);
    expect([text(), inThread()]).toEqual(['', 'to few, again']);
    expect(server.sent('draft:save')).toHaveLength(2);
  });

  it('of edits, and of rooms that are not mine, stay on the device', async () => {
    const { server, stores } = await device();
    for (const key of ['edit:m', 'elsewhere', 'thread:elsewhere:root'])
      stores.drafts.actions.set(key, 'text');
    await pass(10_000);
    expect(server.sent('draft:save')).toEqual([]);
  });

  it('stay here whole where a server knows nothing of it, or does not answer', async () => {
    const { server, write, text } = await device();
    server.answer('draft:save', () => ({ success: false, code: 'UNKNOWN_EVENT', error: '' }) as never);
    write('mine');
    await pass(10_000);
    expect(text()).toBe('mine');
    server.answer('draft:save', () => undefined);
    write('mine too');
    await pass(10_000);
    expect(text()).toBe('mine too');
  });

  it('are told again when nobody has answered', async () => {
    const { server, write, saved } = await device();
    let isSlow = true;
    server.answer('draft:save', ({ roomId, text: told }) =>
      isSlow
        ? ({ success: false, code: 'UNAVAILABLE', error: '', retryable: true } as never)
        : ok({ draft: { roomId, text: told, at, rev: 1 } }),
    );
    write('mine');
    await pass(2_000);
    isSlow = false;
    await pass(60_000);
    expect(saved()).toEqual([
      ['mine', 0],
      ['mine', 0],
    ]);
  });

  it('are said to be two where another text is kept beside mine', async () => {
    const { server, write, text, said } = await device();
    server.answer('draft:save', ({ roomId, text: told }) =>
      ok({ draft: { roomId, text: 'newer', at, rev: 9, other: { text: told, at } } }),
    );
    write('older');
    await pass(2_000);
    expect(text()).toBe('newer');
    expect(said).toHaveLength(1);
  });

  it('that were sent stay ended when the answer to their last text was lost', async () => {
    const { server, write, text, saved } = await device();
    const kept = { text: '', at, rev: 0 };
    // As the real one: it takes nothing away from whoever ends what they have not seen.
    let isLosing = true;
    server.answer('draft:save', ({ roomId, text: told, at: when, rev }) => {
      if (told !== '' || rev >= kept.rev) Object.assign(kept, { text: told, at: when, rev: kept.rev + 1 });
      const isLost = isLosing;
      isLosing = false;
      return isLost ? undefined : ok({ draft: { roomId, ...kept } });
    });
    write('see you');
    await pass(2_000);
    await pass(60_000);
    isLosing = true;
    write('see you then');
    await pass(2_000);
    write('');
    await pass(60_000);
    expect(text()).toBe('');
    expect(saved().at(-1)).toEqual(['', kept.rev - 1]);
    expect(kept.text).toBe('');
  });

  it('that were sent stay ended when an older text was put beside them meanwhile', async () => {
    const { server, write, text, hears, said } = await device();
    write('see you');
    await pass(2_000);
    // Of a tab that is gone: what it wrote is kept beside mine.
    const other = { text: 's', at: '2025-12-31T12:00:00.000Z' };
    const held = { roomId: 'r', text: 'see you', at, rev: 2, other };
    server.answer('draft:save', ({ roomId, text: told, rev }) =>
      ok({ draft: rev < 2 ? held : { roomId, text: told, at, rev: 3, other } }),
    );
    write('');
    await pass(60_000);
    expect(text()).toBe('');
    expect(said).toHaveLength(1);
    write('again');
    hears({ text: '', at, rev: 4, other } as never);
    await pass(2_000);
    expect(server.sent('draft:save').at(-1)).toMatchObject({ text: 'again', rev: 4 });
  });
});
