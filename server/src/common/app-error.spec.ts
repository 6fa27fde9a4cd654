import { describe, expect, it } from '@jest/globals';
import { AppError, toAppError } from './app-error.js';

const failing = (code: string) => Object.assign(new Error(`${code}: a path of this machine`), { code });

describe('what was thrown', () => {
  it.each(['EMFILE', 'ENFILE', 'ENOSPC', 'EDQUOT', 'ENOMEM'])(
    'means "not now" when the machine has too little: %s',
    (code) => {
      const error = toAppError(failing(code));
      expect({ code: error.code, isRetryable: error.isRetryable }).toEqual({
        code: 'UNAVAILABLE',
        isRetryable: true,
      });
      expect(error.message).not.toContain('path');
    },
  );

  it.each([failing('ENOENT'), new TypeError('x is not a function'), 'a text', undefined, { code: 'ENOSPC' }])(
    'is nothing for callers when nobody expected it: %s',
    (thrown) => {
      const error = toAppError(thrown);
      expect(error.code).toBe('INTERNAL');
      expect(error.details.cause).toBe(thrown);
    },
  );

  it('stays what it is when it was expected', () => {
    const error = new AppError('NOT_FOUND', 'nothing');
    expect(toAppError(error)).toBe(error);
  });
});
