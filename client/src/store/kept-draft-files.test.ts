import { beforeEach, describe, expect, it, vi } from 'vitest';
import { alice } from '../testing';
import { stubBrowser } from '../testing/stub-browser';
import { isInDraft, keepDraftFiles } from './kept-draft-files';
import { createChatStores } from '.';

const fileOf = (id: string) => ({ id, name: `${id}.png`, size: 1, type: 'image/png' });
const PLACE = `chatket:draft-files:${alice.id}:r`;

/** A page of Alice's browser. */
function page() {
  const stores = createChatStores(alice);
  const stop = keepDraftFiles(stores);
  return { stores, stop, draftFiles: stores.draftFiles };
}

describe('the files of drafts', () => {
  beforeEach(() => {
    stubBrowser();
    return () => vi.unstubAllGlobals();
  });

  it('survive a reload, until they are sent', () => {
    const first = page();
    first.draftFiles.setState({ r: [fileOf('a')], s: [fileOf('b')] });
    first.stop();
    const again = page();
    expect(again.draftFiles.getState()).toEqual({ r: [fileOf('a')], s: [fileOf('b')] });
    again.draftFiles.setState({ r: [] });
    again.stop();
    expect(page().draftFiles.getState()).toEqual({ s: [fileOf('b')] });
  });

  it('are kept with those that were chosen before anything could be', () => {
    const first = page();
    first.draftFiles.setState({ r: [fileOf('a')] });
    first.stop();
    const stores = createChatStores(alice);
    stores.draftFiles.setState({ r: [fileOf('b')], s: [fileOf('c')] });
    keepDraftFiles(stores)();
    expect(page().draftFiles.getState()).toEqual({ r: [fileOf('a'), fileOf('b')], s: [fileOf('c')] });
  });

  it('are the same in all tabs, and known to all before these hear of them', () => {
    const [one, other] = [page(), page()];
    const tell = () => window.dispatchEvent(Object.assign(new Event('storage'), { key: PLACE }));
    one.draftFiles.setState({ r: [fileOf('a')] });
    expect(isInDraft(other.stores, 'a')).toBe(true);
    expect(isInDraft(other.stores, 'b')).toBe(false);
    tell();
    expect(other.draftFiles.getState()).toEqual({ r: [fileOf('a')] });
    one.draftFiles.setState({ r: [] });
    tell();
    expect(other.draftFiles.getState().r).toEqual([]);
    expect(isInDraft(other.stores, 'a')).toBe(false);
  });

  it('are none where somebody has damaged what was kept', () => {
    localStorage.setItem(PLACE, '[null, {"id": 4}]');
    expect(page().draftFiles.getState()).toEqual({ r: [] });
  });
});
