import type { NoticeSettingsBody } from '@chatket/contract';
import { describe, expect, it } from 'vitest';
import type { Api } from '../../api';
import { doNotDisturb } from './away-commands';

const HOUR = 60 * 60;

/** Types `/dnd` with what stands behind it. */
async function typed(rest: string) {
  const sent: NoticeSettingsBody[] = [];
  const request = (({ body }: { body: NoticeSettingsBody }) => {
    sent.push(body);
    return Promise.resolve({ body: undefined });
  }) as unknown as Api['request'];
  const answer = await doNotDisturb(rest, { request });
  return { answer, sent };
}

describe('/dnd', () => {
  it.each([
    ['', HOUR],
    ['2h', 2 * HOUR],
    ['30 dk', HOUR / 2],
    ['off', 0],
    [' OFF ', 0],
    ['kapat', 0],
  ])('%j lets nothing disturb for a while, or again', async (rest, quietSeconds) => {
    const { answer, sent } = await typed(rest);
    expect(sent).toEqual([{ quietSeconds }]);
    expect(answer).toEqual({ said: expect.any(String) as string });
  });

  it.each(['lunch', '2h lunch', '60w'])(
    '%j is no time that it can be told: nothing is changed',
    async (rest) => {
      const { answer, sent } = await typed(rest);
      expect(sent).toEqual([]);
      expect(answer).toEqual({ refused: expect.any(String) as string });
    },
  );
});
