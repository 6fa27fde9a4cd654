import { describe, expect, it } from 'vitest';
import { alice, bob, messageAt } from '../testing';
import { noteBlock, setBlocks, showFolded } from './blocking';
import { createBlocksStore, isFolded } from './blocks-store';

describe('whom I have blocked', () => {
  const ofBob = messageAt(1, { sender: bob });
  const ofAlice = messageAt(2, { sender: alice });

  it('is folded until I want to see it, and others never are', () => {
    const store = createBlocksStore('one');
    expect(isFolded(store.getState(), ofBob)).toBe(false);
    noteBlock(store, bob.id, true);
    expect([ofBob, ofAlice].map((message) => isFolded(store.getState(), message))).toEqual([true, false]);
    showFolded(store, [ofBob.messageId]);
    expect(isFolded(store.getState(), ofBob)).toBe(false);
    expect(isFolded(store.getState(), messageAt(3, { sender: bob }))).toBe(true);
  });

  it('is known again when the page is, to nobody else on this device', () => {
    setBlocks(createBlocksStore('two'), [{ user: bob }]);
    expect(isFolded(createBlocksStore('two').getState(), ofBob)).toBe(true);
    expect(isFolded(createBlocksStore('other').getState(), ofBob)).toBe(false);
  });

  it('is as the server says; what is so already changes nothing', () => {
    const store = createBlocksStore('three');
    setBlocks(store, [{ user: bob }, { user: alice }]);
    const before = store.getState();
    setBlocks(store, [{ user: alice }, { user: bob }]);
    noteBlock(store, bob.id, true);
    expect(store.getState()).toBe(before);
    setBlocks(store, [{ user: alice }]);
    expect(isFolded(store.getState(), ofBob)).toBe(false);
    noteBlock(store, alice.id, false);
    expect(isFolded(store.getState(), ofAlice)).toBe(false);
  });
});
