import { describe } from '@jest/globals';
import { MemoryThrottles } from '../../src/auth/memory.throttles.js';
import { describeThrottles } from './throttles.suite.js';

describe('the throttles in memory', () => {
  describeThrottles(() => new MemoryThrottles());
});
