import { describe } from '@jest/globals';
import { MemoryLooks } from '../../src/notifications/memory.looks.js';
import { describeLooks } from './looks.suite.js';

describe('who looks, in memory', () => {
  describeLooks(() => new MemoryLooks());
});
