import { describe, expect, it } from '@jest/globals';
import { withoutSecret } from './logging.js';

describe('S203 the path that is logged of a request', () => {
  it.each([
    ['/hooks/0193f1d2/aVerySecretWord', '/hooks/0193f1d2/…'],
    ['/Hooks/0193f1d2/aVerySecretWord/', '/Hooks/0193f1d2/…'],
    ['/api/hooks/0193f1d2/aVerySecretWord', '/api/hooks/0193f1d2/…'],
    ['//hooks//aVerySecretWord', '//hooks//…'],
    ['/hooks/0193f1d2', '/hooks/0193f1d2'],
    ['/api/rooms/0193f1d2/hooks', '/api/rooms/0193f1d2/hooks'],
  ])('%s', (path, logged) => {
    expect(withoutSecret(path)).toBe(logged);
  });
});
