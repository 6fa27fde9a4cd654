import { codePointLength, LIMITS, type SharedDraft, textProblem } from '@chatket/contract';
import type { Api } from '../../api';
import { createMoreApi } from '../../api/more-api';
import { currentLocale } from '../../i18n';
import { isString, localKeys, readLocal, writeLocal } from '../../lib';
import type { Realtime } from '../../realtime';
import type { ChatStores, PageStores } from '../../store';
import { keepDraftFiles } from '../../store/kept-draft-files';
import { keyOfPlace, placeOfKey } from '../../store/draft-places';
import { laterChanges } from './later-changes';
import { shareAnswers } from './share-answers';
import { type BringFile, type LoadBringFile, shareFiles } from './share-files';

/** So long after the last key my other devices are told. */
const PAUSE_MS = 2_000;
/** Nobody has answered: the server is told again after so long. */
const AGAIN_MS = 10_000;

export interface ShareContext {
  stores: Pick<ChatStores, 'me' | 'rooms' | 'drafts' | 'draftFiles' | 'writing' | 'timelines' | 'connection'>;
  realtime: Pick<Realtime, 'listen' | 'page' | 'saveDraft'>;
  request: Api['request'];
  toasts: PageStores['toasts'];
  loadBringFile: LoadBringFile;
}

/** What this browser and the server have last agreed on. */
type Base = Pick<SharedDraft, 'text' | 'rev' | 'replyToId'>;

const isBase = (value: unknown): value is Base | undefined =>
  typeof value === 'object' && value !== null && 'text' in value && 'rev' in value;

const isIds = (value: unknown): value is string[] => Array.isArray(value) && value.every(isString);

/**
 * Keeps the drafts of this device and those of my others alike. What is written here is never lost to them: where both
 * were written beside each other, the server keeps the other one too, and lists offer it.
 * @returns the function that ends it
 */
export function shareDrafts({ stores, realtime, request, toasts, loadBringFile }: ShareContext): () => void {
  const { drafts, draftFiles, rooms, connection } = stores;
  const api = createMoreApi(request);
  const beginning = `draft-base:${stores.me.id}:`;
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  const underWay = new Set<string>();
  /** When what I told last was written, by place: the server may hold it although its answer has not come. */
  const told = new Map<string, string>();
  const offered = new Set<string>();
  const bringFile: BringFile = async (roomId, file, isOver) =>
    (await loadBringFile())({ request, userId: stores.me.id }, { roomId, file, isOver });
  const ofFiles = `draft-files-base:${stores.me.id}:`;
  const files = shareFiles({
    draftFiles,
    bring: bringFile,
    agreedOn: (key) => readLocal(ofFiles + key, isIds, []),
    agree: (key, ids) => writeLocal(ofFiles + key, ids.length > 0 ? ids : undefined),
    tell: soon,
  });
  const answers = shareAnswers({
    stores,
    find: async (roomId, messageId) => {
      const page = await realtime.page({ roomId, around: messageId, limit: 1 });
      if (!page) throw new Error('nobody has answered');
      return page.messages.find((message) => message.messageId === messageId);
    },
    tell: (roomId) => {
      if (isOfRoom(roomId)) soon(roomId);
    },
  });

  const textOf = (key: string) => drafts.getState().byRoom[key] ?? '';
  // The tabs of a browser share what was agreed on.
  const baseOf = (key: string) => readLocal<Base | undefined>(beginning + key, isBase, undefined);
  const agree = (key: string, { text, rev, replyToId }: Base) =>
    writeLocal(beginning + key, { text, rev, replyToId });
  const isDraft = (key: string) => textOf(key) !== '' || (draftFiles.getState()[key]?.length ?? 0) > 0;
  /** What the draft answers; with nothing to say nothing is answered. */
  const answerOf = (key: string) => (isDraft(key) ? answers.of(key) : undefined);
  const isLike = (key: string, other: Pick<Base, 'text' | 'replyToId'> | undefined) =>
    textOf(key) === (other?.text ?? '') && answerOf(key) === other?.replyToId;
  const agreed = () =>
    new Map(
      localKeys(beginning).flatMap((key) => {
        const base = baseOf(key);
        return base ? [[key, base] as const] : [];
      }),
    );
  /** Another tab of this browser has come further: what this one hears was on its way longer. */
  const isOutdated = ({ rev }: SharedDraft, key: string) => rev < (baseOf(key)?.rev ?? 0);
  /** Nobody else's text: it was agreed on before, or it is what I told. What I have here comes after it. */
  const isKnown = ({ text, at }: SharedDraft, key: string) =>
    text === (baseOf(key)?.text ?? '') || at === told.get(key);

  function soon(key: string) {
    // What was sent is gone at once, on all devices.
    pushIn(textOf(key) === '' ? 0 : PAUSE_MS, key);
  }

  function pushIn(afterMs: number, key: string) {
    clearTimeout(waiting.get(key));
    waiting.set(
      key,
      setTimeout(() => void push(key), afterMs),
    );
  }

  async function push(key: string): Promise<void> {
    clearTimeout(waiting.get(key));
    waiting.delete(key);
    const [text, base, place] = [textOf(key), baseOf(key), placeOfKey(key)];
    if (!place || !connection.getState().isOnline || underWay.has(key)) return;
    const untold = files.untold(key);
    if (isLike(key, base) && !untold) return;
    // A text that is gone alone takes no files with it.
    const attachments = untold ?? (text === '' ? files.kept(key) : undefined);
    if (
      codePointLength(text) > LIMITS.draftTextMax ||
      textProblem(text, LIMITS.draftTextMax) === 'unstorable'
    )
      return;
    const replyToId = answerOf(key);
    underWay.add(key);
    const at = new Date().toISOString();
    told.set(key, at);
    const held = await realtime.saveDraft({
      ...place,
      text,
      at,
      rev: base?.rev ?? 0,
      ...(attachments && { attachments }),
      ...(replyToId !== undefined && { replyToId }),
    });
    underWay.delete(key);
    if (held === 'again') return pushIn(AGAIN_MS, key);
    if (held) answered(held, text, attachments);
    // Somebody has gone on writing meanwhile.
    if (held && (!isLike(key, held) || files.untold(key))) soon(key);
  }

  /** @param sent what was here when the server was told */
  function answered(held: SharedDraft, sent: string, attachments: string[] | undefined) {
    const key = keyOfPlace(held);
    if (isOutdated(held, key)) return;
    const wasKnown = isKnown(held, key);
    agree(key, held);
    files.take(key, held, attachments);
    if (held.other && !offered.has(held.other.at)) {
      offered.add(held.other.at);
      toasts.actions.show(currentLocale().t('later.otherToast'));
    }
    if (held.text !== sent && textOf(key) === sent && !wasKnown) show(held);
    laterChanges.emit('drafts');
  }

  function heard(held: SharedDraft) {
    const key = keyOfPlace(held);
    laterChanges.emit('drafts');
    if (isOutdated(held, key)) return;
    files.take(key, held);
    if (isLike(key, held)) {
      // Its files were sent elsewhere.
      if (!isDraft(key) && baseOf(key)?.replyToId !== undefined) answers.want(key, undefined);
      return void agree(key, held);
    }
    if (!isLike(key, baseOf(key))) {
      // Written here and not told yet: that is told as it is, and both are kept where they were written beside each other.
      if (isKnown(held, key)) agree(key, held);
      return soon(key);
    }
    agree(key, held);
    show(held);
  }

  function show({ roomId, threadId, text, replyToId }: Omit<SharedDraft, 'at' | 'rev'>) {
    drafts.actions.set(keyOfPlace({ roomId, threadId }), text);
    // Nothing is quoted in a thread.
    if (threadId === undefined) answers.want(roomId, replyToId);
  }

  /** After being away: what my other devices have written, sent or deleted, and what I have here. */
  async function compare() {
    const before = agreed();
    const kept = new Map((await api.drafts()).map((draft) => [keyOfPlace(draft), draft]));
    for (const draft of kept.values()) heard(draft);
    for (const [key, { text, rev }] of before) {
      // What was told while the answer was on its way is not in it, and has not ended.
      if (kept.has(key) || baseOf(key)?.rev !== rev) continue;
      const place = placeOfKey(key);
      if (place && text !== '' && textOf(key) === text) show({ ...place, text: '' });
      files.take(key, {});
      writeLocal(beginning + key, undefined);
    }
    for (const key of Object.keys(drafts.getState().byRoom)) if (isOfRoom(key)) void push(key);
    for (const key of agreed().keys()) if (textOf(key) === '') void push(key);
    for (const key of Object.keys(draftFiles.getState())) bring(key);
  }

  /** What is put to a draft goes to the server; what is taken away is told. */
  function bring(key: string) {
    const place = placeOfKey(key);
    if (!place || !isOfRoom(key)) return;
    soon(key);
    if (connection.getState().isOnline) void files.upload(key, place.roomId);
  }

  const isOfRoom = (key: string) => rooms.getState().mine[placeOfKey(key)?.roomId ?? ''] !== undefined;
  const begin = () => {
    answers.settleAll();
    void compare().catch(() => undefined); // the next connection tries again
  };
  const flush = () => {
    for (const key of [...waiting.keys()]) void push(key);
  };
  const stops = [
    keepDraftFiles(stores),
    answers.stop,
    drafts.subscribe(({ byRoom }, { byRoom: before }) => {
      for (const key of new Set([...Object.keys(byRoom), ...Object.keys(before)]))
        if (byRoom[key] !== before[key] && isOfRoom(key)) {
          if (byRoom[key] === undefined) answers.forget(key);
          soon(key);
        }
    }),
    draftFiles.subscribe((now, before) => {
      for (const key of Object.keys(now)) {
        if (now[key] === before[key]) continue;
        files.forget((before[key] ?? []).filter(({ id }) => !now[key]?.some((file) => file.id === id)));
        bring(key);
      }
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
  answers.restore(isDraft);
  if (connection.getState().isOnline) begin();
  return () => {
    for (const stop of stops) stop();
    for (const timer of waiting.values()) clearTimeout(timer);
    window.removeEventListener('blur', flush);
    document.removeEventListener('visibilitychange', flush);
    document.removeEventListener('focusout', flush);
  };
}
