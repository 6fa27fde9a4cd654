import { describe } from '@jest/globals';
import { SystemClock } from '../../src/common/index.js';
import { MemoryCountedMessages } from '../../src/users/memory.counted-messages.js';
import { describeCountedMessages } from './counted-messages.suite.js';

describe('what new people have said, in memory', () => {
  describeCountedMessages(() => new MemoryCountedMessages(new SystemClock()));
});
