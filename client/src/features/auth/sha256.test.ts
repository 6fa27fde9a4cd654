import { expect, it } from 'vitest';
import { findAnswer, firstWordOfHash } from './sha256';

const wordOf = async (text: string) =>
  new DataView(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).getUint32(0);

it('hashes every text of one block as the browser itself does', async () => {
  for (let length = 0; length <= 55; length += 1) {
    const text = crypto.randomUUID().repeat(2).slice(0, length);
    expect([text, firstWordOfHash(text)]).toEqual([text, await wordOf(text)]);
  }
  expect(() => firstWordOfHash('x'.repeat(56))).toThrow(RangeError);
});

it('finds the first number whose hash begins with so many zeros', async () => {
  const salt = crypto.randomUUID().replaceAll('-', '');
  const answer = findAnswer(salt, 9);
  const isAnswer = async (number: number) => (await wordOf(`${salt}:${String(number)}`)) < 2 ** 23;
  expect(await isAnswer(answer)).toBe(true);
  for (let before = 0; before < answer; before += 1) expect(await isAnswer(before)).toBe(false);
});
