import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTakingOutbox, refusal } from './memory-outbox';

const settle = () => vi.advanceTimersByTimeAsync(0);
const file = { id: '0193f1d2-7f00-7b31-8c77-41c0de5a9bf1', name: 'a.png', size: 3, type: 'image/png' };

describe('a message with files', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('waits for them, lets the others pass, and goes out with their ids', async () => {
    const { server, outbox, states } = createTakingOutbox();
    server.transport.connect();
    const { clientMsgId } = outbox.add('r', '', { files: [file] });
    outbox.add('r', 'meanwhile');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.sent('message:send').map(({ text }) => text)).toEqual(['meanwhile']);
    outbox.uploaded(clientMsgId);
    await settle();
    expect(server.sent('message:send').at(-1)).toMatchObject({ text: '', attachments: [file.id] });
    expect(states()).toEqual(['sent', 'sent']);
  });

  it('is refused with what refuses a file, and brings it anew when it is tried again', async () => {
    const { server, outbox, items } = createTakingOutbox();
    server.answer('message:send', () => refusal({ code: 'ATTACHMENT_NOT_FOUND' }));
    server.transport.connect();
    const { clientMsgId } = outbox.add('r', 'x', { files: [file] });
    outbox.uploaded(clientMsgId, 'STORAGE_FULL');
    await settle();
    expect(items()).toMatchObject([{ state: { kind: 'failed', code: 'STORAGE_FULL' }, files: [file] }]);
    outbox.retry(clientMsgId);
    outbox.uploaded(clientMsgId);
    await settle();
    expect(items()).toMatchObject([{ state: { kind: 'failed', code: 'ATTACHMENT_NOT_FOUND' } }]);
    outbox.retry(clientMsgId);
    await settle();
    expect(items()).toMatchObject([{ state: { kind: 'queued' } }]);
    expect(items()[0]).not.toMatchObject({ isUploaded: true });
    expect(server.sent('message:send')).toHaveLength(1);
  });
});
