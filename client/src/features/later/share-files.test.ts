import { describe, expect, it } from 'vitest';
import { AT as at, device, fileOf, pass, withOwnClock } from './memory-device';

withOwnClock();
const draft = (text: string, rev: number, ids: string[]) => ({ text, rev, attachments: ids.map(fileOf) });

describe('the files of drafts', () => {
  it('are told once they are at the server, and go with the draft', async () => {
    const { put, savedFiles, write } = await device();
    put('a', 'b');
    await pass(0);
    expect(savedFiles().at(-1)).toEqual(['a', 'b']);
    const told = savedFiles().length;
    write('with a text');
    await pass(2_000);
    expect(savedFiles().slice(told)).toEqual([undefined]);
    put();
    write('');
    await pass(0);
    expect(savedFiles().at(-1)).toEqual([]);
    const all = savedFiles().length;
    await pass(60_000);
    expect(savedFiles()).toHaveLength(all);
  });

  it('stay where the text is emptied, and end with it only where both are gone', async () => {
    const { put, savedFiles, write, files } = await device();
    put('a');
    write('look');
    await pass(2_000);
    write('');
    await pass(0);
    expect(savedFiles().at(-1)).toEqual(['a']);
    expect(files()).toEqual(['a']);
    const told = savedFiles().length;
    await pass(60_000);
    expect(savedFiles()).toHaveLength(told);
    put();
    await pass(0);
    expect(savedFiles().at(-1)).toEqual([]);
  });

  it('are left out where the server does not take them, and brought with the next connection where it could not be reached', async () => {
    const { becomes, put, savedFiles, online, files, list } = await device();
    Object.assign(becomes, { a: 'refused', c: 'later' });
    put('a', 'b', 'c');
    await pass(0);
    expect(savedFiles().at(-1)).toEqual(['b']);
    becomes.c = 'there';
    list.now = [{ roomId: 'r', at, ...draft('', 1, ['b']) }];
    await online(false);
    await online(true);
    await pass(0);
    expect(savedFiles().at(-1)).toEqual(['b', 'c']);
    expect(files()).toEqual(['a', 'b', 'c']);
  });

  it('are brought anew when they come back to the draft: what had become of them may not hold any more', async () => {
    const { becomes, put, savedFiles } = await device();
    Object.assign(becomes, { b: 'refused' });
    put('a', 'b');
    await pass(0);
    put();
    await pass(0);
    expect(savedFiles().at(-1)).toEqual([]);
    Object.assign(becomes, { a: 'later', b: 'there' });
    put('b', 'a');
    await pass(2_000);
    expect(savedFiles().at(-1)).toEqual(['b']);
    becomes.a = 'there';
    put('a', 'b');
    await pass(2_000);
    expect(savedFiles().at(-1)).toEqual(['a', 'b']);
  });

  it('that were sent or taken away elsewhere while this page was closed do not come back with it', async () => {
    const first = await device();
    first.put('a', 'b');
    await pass(2_000);
    expect(first.savedFiles().at(-1)).toEqual(['a', 'b']);
    first.stop();
    const again = await device({ onServer: [{ roomId: 'r', at, ...draft('', 9, ['b']) }] });
    expect(again.files()).toEqual(['b']);
    again.stop();
    const last = await device();
    expect(last.files()).toEqual([]);
    await pass(10_000);
    expect(last.savedFiles()).toEqual([]);
  });

  it('come from other devices, and go with them', async () => {
    const { hears, files, savedFiles, text } = await device();
    expect(files()).toBeUndefined();
    hears(draft('look', 3, ['a', 'b']));
    expect(text()).toBe('look');
    expect(files()).toEqual(['a', 'b']);
    hears(draft('look', 4, ['b']));
    expect(files()).toEqual(['b']);
    hears({ text: '', rev: 5 });
    expect(files()).toEqual([]);
    await pass(10_000);
    expect(savedFiles()).toEqual([]);
  });

  it('are those of both sides where both have put some to it', async () => {
    const { hears, files, put, savedFiles, online, list } = await device();
    hears(draft('look', 3, ['a', 'b']));
    await online(false);
    put('b', 'c');
    list.now = [{ roomId: 'r', at, ...draft('look', 4, ['a', 'b', 'd']) }];
    await online(true);
    expect(files()).toEqual(['b', 'c', 'd']);
    await pass(2_000);
    expect(savedFiles().at(-1)).toEqual(['b', 'c', 'd']);
  });

  it('are there again when the page is loaded anew, and are not taken away by that', async () => {
    const first = await device();
    first.hears(draft('look', 3, ['a']));
    first.stop();
    const again = await device({ onServer: [{ roomId: 'r', at, ...draft('look', 3, ['a']) }] });
    await pass(10_000);
    expect(again.files()).toEqual(['a']);
    expect(again.savedFiles()).toEqual([]);
  });
});
