import { codePointLength, LIMITS, type SharedDraft, textProblem } from '@chatket/contract';
import type { Api } from '../../api';
import { createMoreApi } from '../../api/more-api';
import { currentLocale } from '../../i18n';
import { localKeys, readLocal, writeLocal } from '../../lib';
import type { Realtime } from '../../realtime';
import type { ChatStores, PageStores } from '../../store';
import { laterChanges } from './later-changes';

/** So long after the last key my other devices are told. */
const PAUSE_MS = 2_000;

export interface ShareContext {
  stores: Pick<ChatStores, 'me' | 'rooms' | 'drafts' | 'writing' | 'timelines' | 'connection'>;
  realtime: Pick<Realtime, 'listen' | 'saveDraft'>;
  request: Api['request'];
  toasts: PageStores['toasts'];
}

/** What this browser and the server have last agreed on. */
interface Base {
  text: string;
  rev: number;
}

const isBase = (value: unknown): value is Base | undefined =>
  typeof value === 'object' && value !== null && 'text' in value && 'rev' in value;

/**
 * Keeps the drafts of this device and those of my others alike. What is written here is never lost to them: where both
 * were written beside each other, the server keeps the other one too, and lists offer it.
 * @returns the function that ends it
 */
export function shareDrafts({ stores, realtime, request, toasts }: ShareContext): () => void {
  const { drafts, rooms, writing, timelines, connection } = stores;
  const api = createMoreApi(request);
  const beginning = `draft-base:${stores.me.id}:`;
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  const underWay = new Set<string>();

  const baseOf = (roomId: string) => readLocal<Base | undefined>(beginning + roomId, isBase, undefined);
  const textOf = (roomId: string) => drafts.getState().byRoom[roomId] ?? '';
  const agree = (roomId: string, { text, rev }: Base) => writeLocal(beginning + roomId, { text, rev });

  function soon(roomId: string) {
    clearTimeout(waiting.get(roomId));
    // What was sent is gone at once, on all devices.
    const afterMs = textOf(roomId) === '' ? 0 : PAUSE_MS;
    waiting.set(
      roomId,
      setTimeout(() => void push(roomId), afterMs),
    );
  }

  async function push(roomId: string, options: { forgetOther?: boolean } = {}): Promise<void> {
    clearTimeout(waiting.get(roomId));
    waiting.delete(roomId);
    const [text, base] = [textOf(roomId), baseOf(roomId)];
    if (!connection.getState().isOnline || underWay.has(roomId) || text === (base?.text ?? '')) return;
    if (
      codePointLength(text) > LIMITS.draftTextMax ||
      textProblem(text, LIMITS.draftTextMax) === 'unstorable'
    )
      return;
    const now = writing.getState().byRoom[roomId];
    underWay.add(roomId);
    const held = await realtime.saveDraft({
      roomId,
      text,
      at: new Date().toISOString(),
      rev: base?.rev ?? 0,
      ...(now?.kind === 'reply' && { replyToId: now.message.messageId }),
      ...options,
    });
    underWay.delete(roomId);
    if (held) answered(held, text);
    // Somebody has gone on writing meanwhile.
    if (held && textOf(roomId) !== held.text) soon(roomId);
  }

  /** @param sent what was here when the server was told */
  function answered(held: SharedDraft, sent: string) {
    agree(held.roomId, held);
    if (held.other) toasts.actions.show(currentLocale().t('later.otherToast'));
    if (held.text !== sent && textOf(held.roomId) === sent) show(held);
    laterChanges.emit('drafts');
  }

  function heard(held: SharedDraft) {
    if (held.threadId !== undefined) return;
    const { roomId } = held;
    const text = textOf(roomId);
    laterChanges.emit('drafts');
    if (text === held.text) return void agree(roomId, held);
    // Written here and not told yet: that is told as it is, and both are kept.
    if (text !== (baseOf(roomId)?.text ?? '')) return soon(roomId);
    agree(roomId, held);
    show(held);
  }

  function show({ roomId, text, replyToId }: SharedDraft) {
    drafts.actions.set(roomId, text);
    const answeredNow = timelines
      .getState()
      .byRoom[roomId]?.messages.find(({ messageId }) => messageId === replyToId);
    const now = writing.getState().byRoom[roomId];
    if (answeredNow && !now) writing.actions.begin(roomId, { kind: 'reply', message: answeredNow });
    if (replyToId === undefined && now?.kind === 'reply') writing.actions.end(roomId);
  }

  /** After being away: what my other devices have written, sent or deleted, and what I have here. */
  async function compare() {
    const kept = new Map((await api.drafts()).map((draft) => [draft.roomId, draft]));
    for (const draft of kept.values()) heard(draft);
    for (const roomId of localKeys(beginning)) {
      const base = baseOf(roomId);
      if (!base || base.text === '' || kept.has(roomId)) continue;
      // It ended elsewhere.
      if (textOf(roomId) === base.text) drafts.actions.set(roomId, '');
      writeLocal(beginning + roomId, undefined);
    }
    for (const roomId of Object.keys(drafts.getState().byRoom)) if (isRoom(roomId)) void push(roomId);
    for (const roomId of localKeys(beginning)) if (textOf(roomId) === '') void push(roomId);
  }

  const isRoom = (key: string) => rooms.getState().mine[key] !== undefined;
  const begin = () => void compare().catch(() => undefined); // the next connection tries again
  const flush = () => {
    for (const roomId of [...waiting.keys()]) void push(roomId);
  };
  const stops = [
    drafts.subscribe(({ byRoom }, { byRoom: before }) => {
      for (const key of new Set([...Object.keys(byRoom), ...Object.keys(before)]))
        if (byRoom[key] !== before[key] && isRoom(key)) soon(key);
    }),
    connection.subscribe((state, before) => {
      if (state.isOnline && !before.isOnline) begin();
    }),
    realtime.listen((event) => {
      if (event.kind === 'notice' && event.notice.event === 'draft:changed') heard(event.notice.payload);
    }),
  ];
  window.addEventListener('blur', flush);
  document.addEventListener('visibilitychange', flush);
  document.addEventListener('focusout', flush);
  if (connection.getState().isOnline) begin();
  return () => {
    for (const stop of stops) stop();
    for (const timer of waiting.values()) clearTimeout(timer);
    window.removeEventListener('blur', flush);
    document.removeEventListener('visibilitychange', flush);
    document.removeEventListener('focusout', flush);
  };
}
