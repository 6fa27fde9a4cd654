import type { Attachment, Message, SharedDraft } from '@chatket/contract';
import { afterEach, beforeEach, vi } from 'vitest';
import { createMemoryTransport, ok } from '../../realtime/memory-transport';
import { createMemoryOutboxStorage } from '../../realtime/outbox-storage';
import { createRealtime } from '../../realtime/realtime';
import { createChatStores } from '../../store';
import { alice, bob } from '../../testing';
import { stubBrowser } from '../../testing/stub-browser';
import { shareDrafts } from './share-drafts';
import type { Brought } from './share-files';

const ROOM = {
  id: 'r',
  name: 'Kitchen',
  kind: 'public' as const,
  createdAt: '',
  createdBy: bob,
  memberCount: 2,
  lastSeq: 1,
};
/** When drafts of other devices were written. */
export const AT = '2026-01-31T12:00:00.000Z';

/** Each test has a browser of its own, whose time passes by `pass`. */
export function withOwnClock() {
  beforeEach(() => {
    vi.useFakeTimers();
    stubBrowser();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
}

export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

export const fileOf = (id: string): Attachment => ({ id, name: `${id}.png`, size: 1, type: 'image/png' });

/** Alice's device, online, with a server that keeps what it is told as the real one does when nobody else writes. */
export async function device({
  onServer = [] as SharedDraft[],
  /** What it has loaded of the room before. */
  messages = [] as Message[],
  isOnline = true,
} = {}) {
  const server = createMemoryTransport();
  const list = { now: onServer };
  let listed: Promise<SharedDraft[]> | undefined;
  /** The next list is answered when the test says so, and with what it says. */
  const answerList = () => {
    let answer: (drafts: SharedDraft[]) => void = () => undefined;
    listed = new Promise((resolve) => (answer = resolve));
    return answer;
  };
  let rev = Math.max(0, ...onServer.map((draft) => draft.rev));
  let kept: Attachment[] = [];
  server.answer('draft:save', ({ roomId, threadId, text, replyToId, attachments, at: when }) => {
    rev += 1;
    kept = attachments?.map(fileOf) ?? kept;
    return ok({
      draft: {
        ...{ roomId, ...(threadId && { threadId }), text, at: when, rev },
        ...(kept.length > 0 && { attachments: kept }),
        ...(typeof replyToId === 'string' && { replyToId }),
      },
    });
  });
  /** Messages that were said before this device has loaded any. */
  const history: Message[] = [];
  server.answer('room:page', ({ around }) =>
    ok({ messages: history.filter(({ messageId }) => messageId === around), lines: [] }),
  );
  const stores = createChatStores(alice);
  const realtime = createRealtime({
    transport: server.transport,
    storage: createMemoryOutboxStorage(),
    userId: alice.id,
  });
  const said: string[] = [];
  /** What becomes of bringing a file to the server, by its id. */
  const becomes: Record<string, Brought> = {};
  stores.rooms.actions.load([ROOM]);
  if (messages.length > 0) stores.timelines.actions.addPage(ROOM.id, { messages, hasOlder: false });
  const stop = shareDrafts({
    stores,
    realtime,
    request: async () => {
      const asked = listed;
      listed = undefined;
      return { body: asked ? await asked : list.now } as never;
    },
    loadBringFile: () => Promise.resolve((_, { file }) => Promise.resolve(becomes[file.id] ?? 'there')),
    toasts: { actions: { show: (text: string) => void said.push(text) } } as never,
  });
  realtime.start();
  const online = async (isNow: boolean) => {
    server.setReachable(isNow);
    if (!isNow) server.drop();
    else realtime.wake();
    stores.connection.setState({ isOnline: isNow });
    await vi.advanceTimersByTimeAsync(0);
  };
  await online(isOnline);
  const write = (text: string) => stores.drafts.actions.set('r', text);
  const text = () => stores.drafts.getState().byRoom.r ?? '';
  const put = (...ids: string[]) => stores.draftFiles.setState({ r: ids.map(fileOf) });
  const files = () => stores.draftFiles.getState().r?.map(({ id }) => id);
  const savedFiles = () => server.sent('draft:save').map(({ attachments }) => attachments);
  const saved = () => server.sent('draft:save').map(({ text: told, rev: known }) => [told, known]);
  const hears = (draft: Omit<SharedDraft, 'roomId' | 'at'>) =>
    server.say({ event: 'draft:changed', payload: { roomId: 'r', at: AT, ...draft } });
  return {
    server,
    history,
    stores,
    realtime,
    said,
    stop,
    write,
    text,
    put,
    files,
    savedFiles,
    becomes,
    saved,
    hears,
    list,
    online,
    answerList,
  };
}
