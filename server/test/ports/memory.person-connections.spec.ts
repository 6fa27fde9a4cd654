import { describe, expect, it } from '@jest/globals';
import { MemoryPersonConnections } from '../../src/realtime/memory.person-connections.js';
import { describePersonConnections } from './person-connections.suite.js';

describe('the connections of people in memory', () => {
  describePersonConnections(() => new MemoryPersonConnections());

  it('forgets people without any', async () => {
    const connections = new MemoryPersonConnections();
    for (const id of ['tab-1', 'tab-2']) await connections.enter('alice', id, 20);
    expect(connections.size).toBe(1);
    for (const id of ['tab-2', 'tab-1']) await connections.leave('alice', id);
    expect(connections.size).toBe(0);
  });
});
