import { describe, expect, it } from '@jest/globals';
import type { PushContent, RoomKind } from '@chatket/contract';
import { PAYLOAD_MAX_BYTES, payloadOf } from './push-payload.js';

const TASK = { roomId: 'r', messageId: 'm', because: 'mention', language: 'tr' } as const;
const MESSAGE = {
  ...{ seq: 7, text: 'Coffee', fileNames: '', sender: 'alice', room: 'Kitchen' },
  kind: 'public' as RoomKind,
};
const IDS = { kind: 'message', ...TASK, seq: 7 };
const told = (content: PushContent, kind: RoomKind = 'public') =>
  JSON.parse(payloadOf(TASK, { ...MESSAGE, kind }, { content, read: [] }).toString()) as object;

describe('what is pushed', () => {
  it('is what the server lets out', () => {
    expect(told('full')).toEqual({ ...IDS, sender: 'alice', room: 'Kitchen', text: 'Coffee' });
    expect(told('sender')).toEqual({ ...IDS, sender: 'alice', room: 'Kitchen' });
    expect(told('none')).toEqual(IDS);
    expect(told('full', 'direct')).toEqual({ ...IDS, sender: 'alice', text: 'Coffee' });
  });

  it('is read as in the room, marks and all', () => {
    const written = '**Coffee** is [here](https://a.example), `now`\n```js\nbrew();\n```';
    const payload = payloadOf(TASK, { ...MESSAGE, text: written }, { content: 'full', read: [] });
    expect(JSON.parse(payload.toString())).toMatchObject({ text: 'Coffee is here, now\nbrew();' });
  });

  it('is the names of files where nothing is said, letter for letter', () => {
    const files = { text: '', fileNames: '*menu*.pdf, `b`.txt' };
    const payload = payloadOf(TASK, { ...MESSAGE, ...files }, { content: 'full', read: [] });
    expect(JSON.parse(payload.toString())).toMatchObject({ text: '*menu*.pdf, `b`.txt' });
  });

  it('is cut behind what is read: marks that go take no room', () => {
    const text = `**${'a'.repeat(170)}** and so much more`;
    const payload = payloadOf(TASK, { ...MESSAGE, text }, { content: 'full', read: [] });
    expect(JSON.parse(payload.toString())).toMatchObject({ text: `${'a'.repeat(170)} and so mu` });
  });

  it('says in which thread it is', () => {
    const payload = payloadOf(TASK, { ...MESSAGE, rootId: 'root' }, { content: 'none', read: [] });
    expect(JSON.parse(payload.toString())).toEqual({ ...IDS, rootId: 'root' });
  });

  it.each([
    ['long text', { text: '👩‍👩‍👧‍👦'.repeat(1_000) }],
    ['controls', { text: '\u0001'.repeat(1_000), room: '\u0002'.repeat(80) }],
    [
      'everything',
      { text: '🙂'.repeat(1_000), room: '🙂'.repeat(80), sender: `${'🙂'.repeat(50)} (@${'s'.repeat(32)})` },
    ],
  ])('is never too long: %s', (_, more) => {
    const read = Array.from({ length: 10 }, () => ({
      roomId: '0193f1d2-5b0a-7c11-8a4e-2f9d6c1b7e30',
      seq: Number.MAX_SAFE_INTEGER,
      rootId: '0193f1d2-5b0a-7c11-8a4e-2f9d6c1b7e31',
    }));
    const payload = payloadOf(TASK, { ...MESSAGE, ...more }, { content: 'full', read });
    expect(payload.length).toBeLessThanOrEqual(PAYLOAD_MAX_BYTES);
    expect(JSON.parse(payload.toString())).toMatchObject({
      messageId: 'm',
      sender: expect.stringMatching(/./),
    });
  });
});
