import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FILE_LIMITS, type Attachment } from '@chatket/contract';
import { alice, messageAt } from '../testing';
import { stubBrowser } from '../testing/stub-browser';
import { giveBack } from './give-back';
import { createChatStores, quoteOf } from '.';

const fileOf = (id: string): Attachment => ({ id, name: `${id}.png`, size: 1, type: 'image/png' });
const IN_THREAD = 'thread:r:root';

describe('what was not sent', () => {
  beforeEach(() => {
    stubBrowser();
    return () => vi.unstubAllGlobals();
  });

  const page = () => {
    const stores = createChatStores(alice);
    const { drafts, draftFiles } = stores;
    const ids = (key: string) => draftFiles.getState()[key]?.map(({ id }) => id);
    return { stores, drafts, draftFiles, ids, text: (key: string) => drafts.getState().byRoom[key] };
  };

  it('goes back with its text and its files, before what stands there already', () => {
    const { stores, drafts, draftFiles, ids, text } = page();
    drafts.actions.set('r', 'next');
    draftFiles.setState({ r: [fileOf('b'), fileOf('c')] });
    expect(giveBack(stores, { roomId: 'r', text: 'look', files: [fileOf('a'), fileOf('b')] })).toBe(true);
    expect(text('r')).toBe('look\nnext');
    expect(ids('r')).toEqual(['a', 'b', 'c']);
  });

  it('leaves what stands there where it was files only, or text only', () => {
    const { stores, drafts, draftFiles, ids, text } = page();
    drafts.actions.set('r', 'next');
    giveBack(stores, { roomId: 'r', text: '', files: [fileOf('a')] });
    expect(text('r')).toBe('next');
    draftFiles.setState({ r: [fileOf('b')] });
    giveBack(stores, { roomId: 'r', text: 'words' });
    expect(ids('r')).toEqual(['b']);
  });

  it('goes back to the thread it was written in, not to the room', () => {
    const { stores, ids, text } = page();
    giveBack(stores, { roomId: 'r', threadId: 'root', text: 'look', files: [fileOf('a')] });
    expect([text('r'), ids('r')]).toEqual([undefined, undefined]);
    expect([text(IN_THREAD), ids(IN_THREAD)]).toEqual(['look', ['a']]);
  });

  it('answers what it answered, unless something else is being answered', () => {
    const { stores } = page();
    const [first, second] = [messageAt(1), messageAt(2)];
    stores.timelines.actions.addPage('r', { messages: [first, second], hasOlder: false });
    giveBack(stores, { roomId: 'r', text: 'yes', replyTo: quoteOf(second) });
    expect(stores.writing.getState().byRoom.r).toMatchObject({ kind: 'reply', message: second });
    giveBack(stores, { roomId: 'r', text: 'no', replyTo: quoteOf(first) });
    expect(stores.writing.getState().byRoom.r).toMatchObject({ kind: 'reply', message: second });
  });

  it('stays where it is as a whole where a message does not take so many files', () => {
    const { stores, draftFiles, ids, text } = page();
    draftFiles.setState({ r: [fileOf('x')] });
    const files = Array.from({ length: FILE_LIMITS.perMessage }, (_, n) => fileOf(String(n)));
    expect(giveBack(stores, { roomId: 'r', text: 'look', files })).toBe(false);
    expect([text('r'), ids('r')]).toEqual([undefined, ['x']]);
  });
});
