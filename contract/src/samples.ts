const roomId = '0193f1d2-5b0a-7c11-8a4e-2f9d6c1b7e30';
const alice = { id: '0193f1d2-6c1e-7a55-9a0e-0f6a3f9f4a11', username: 'alice' };
const bob = { id: '0193f1d2-6c1e-7a55-9a0e-0f6a3f9f4a12', username: 'bob' };
const createdAt = '2026-01-31T12:00:00.000Z';
const message = {
  messageId: '0193f1d2-7f00-7b31-8c77-41c0de5a9b02',
  roomId,
  seq: 17,
  text: 'Coffee is ready.',
  createdAt,
  sender: alice,
  clientMsgId: 'c0ffee-0001',
};

/** What the examples of the documentation are made of. */
export const SAMPLE = { roomId, alice, bob, createdAt, message } as const;
