import {
  type AlertsRead,
  isShownInRoom,
  type Message,
  type NewAlert,
  type NoticeCause,
  type RequestAlert,
  type UserRef,
} from '@chatket/contract';
import { asRead } from '@chatket/contract/as-read';
import type { Api } from '../../api';
import { currentLocale } from '../../i18n';
import { called } from '../../people';
import { exclusive, mentions } from '../../lib';
import type { Realtime, RealtimeEvent } from '../../realtime';
import { bellOf, type ChatStores, type PageStores } from '../../store';
import { hasAttention, shareAttention } from './attention';
import { requestText } from './because';
import { playChime } from './chime';
import { createHeard } from './heard';
import { keepPush } from './push';
import { permissionNow } from './permission';
import { isPushedHere } from './push-state';
import { closeNote, closeRead, onNoteOpened, shownBody, showNote, type Note, type Place } from './show';

const BODY_MAX = 180;
/** So long it is waited for what somebody is called. */
const CALLED_MS = 1_000;

interface Options {
  api: Pick<Api, 'request'>;
  stores: ChatStores;
  preferences: PageStores['preferences'];
  realtime: Realtime;
  onOpen: (place: Place) => void;
}

type Delivery = Extract<RealtimeEvent, { kind: 'delivery' }>['delivery'];

/**
 * Shows new messages outside the page while nobody looks at it: those that the server says are worth it, or, with servers of
 * before, those for which a bell is on here. Of several tabs of one person, one does so, and none where they are pushed. A
 * note follows its message: it says what that says by now, and goes with it, and when it was read.
 * Returns the function that ends it.
 */
export function startNotifier({ api, stores, preferences, realtime, onOpen }: Options): () => void {
  const { me, bells, blocks, profiles, rooms } = stores;
  let isOnDuty = false;
  let goOffDuty: () => void = () => undefined;
  const shift = new Promise<void>((resolve) => (goOffDuty = resolve));
  void exclusive(`chatket:notifier:${me.id}`, () => {
    isOnDuty = true;
    return shift;
  });
  const stopSharing = shareAttention(realtime.attend);
  const stopOpening = onNoteOpened(onOpen);
  const heard = createHeard();
  void keepPush(api, { userId: me.id, language: currentLocale().code }).catch(() => undefined);
  let work = Promise.resolve();
  // In their order: what is deleted while its note is on the way is deleted behind it.
  const then = (task: () => Promise<void>) => {
    work = work.then(task).catch(() => undefined);
  };
  const unlisten = realtime.listen((event) => {
    if (!isOnDuty) return;
    if (event.kind === 'delivery') then(() => take(event.delivery));
    if (event.kind !== 'notice') return;
    const { notice } = event;
    // It was said long ago, perhaps: it comes with its message.
    if (notice.event === 'reminder:due' && notice.payload.message) heard.add([notice.payload.message]);
    if (notice.event === 'alert:new') then(() => alert(notice.payload));
    if (notice.event === 'alerts:read') then(() => takeAway(notice.payload));
  });

  async function take({ messages, changes, wasMissed, isReset }: Delivery) {
    const wanted = isDecidedThere() ? heard.add(messages) : messages.filter(isWanted);
    // What came while the connection was away is old by now: the page counts it.
    if (!wasMissed) await notify(wanted.at(-1));
    for (const { message } of changes) await mend(message);
    if (isReset) for (const message of messages) await mend(message);
  }

  async function alert({ messageId, because, isSilent, request }: NewAlert) {
    if (isSilent) return;
    if (request) await notifyOfRequest(request);
    else await notify(heard.find(messageId), because);
  }

  async function takeAway({ messageId, ...read }: AlertsRead) {
    await (messageId === undefined ? closeRead(read) : closeNote(messageId));
  }

  async function notify(message: Message | undefined, because?: NoticeCause) {
    if (!message || !(await isFree())) return;
    await learnName(message.sender);
    await show(noteOf(message, because));
  }

  async function notifyOfRequest(request: RequestAlert) {
    const { id, roomId = '', user } = request;
    if (!(await isFree())) return;
    if (user) await learnName(user);
    const { t } = currentLocale();
    const name = user ? called(t, user, profiles.getState()[user.id]) : '';
    // It goes when it was answered or read, not when the room is.
    await show({ roomId, seq: Infinity, title: requestText(t, request, name), body: '', tag: id });
  }

  async function isFree(): Promise<boolean> {
    return permissionNow() === 'granted' && !isPushedHere(me.id) && !(await hasAttention());
  }

  /** For a moment only: what was said is worth more than how its author is called. */
  async function learnName({ id }: UserRef) {
    await Promise.race([profiles.ask?.(id), new Promise((resolve) => setTimeout(resolve, CALLED_MS))]);
  }

  async function show(note: Note) {
    await showNote(note, onOpen);
    if (preferences.getState().sound === 'on') playChime();
  }

  async function mend(message: Message) {
    const { messageId } = message;
    const body = await shownBody(messageId);
    if (body === undefined) return;
    if (!isWanted(message)) await closeNote(messageId);
    else if (body !== noteOf(message).body) await showNote(noteOf(message), onOpen);
  }

  function isDecidedThere(): boolean {
    return bells.getState().settings !== undefined;
  }

  function isWanted({ roomId, sender, text, deleted }: Message): boolean {
    if (sender.id === me.id || sender.id in blocks.getState().people || deleted) return false;
    if (isDecidedThere()) return true;
    const bell = bellOf(bells.getState(), rooms.getState().mine[roomId]);
    return bell === 'all' || (bell === 'mentions' && mentions(text, me.username));
  }

  function noteOf(message: Message, because?: NoticeCause): Note {
    const { roomId, messageId, seq, sender } = message;
    const rootId = isShownInRoom(message) ? undefined : message.threadId;
    const isReminder = because === 'reminder';
    const { t } = currentLocale();
    const room = rooms.getState().mine[roomId]?.name ?? '';
    return {
      roomId,
      // These are not at the end of the room.
      ...((isReminder || rootId !== undefined) && { messageId }),
      ...(rootId !== undefined && { rootId }),
      // A reminder does not go when the room is read.
      seq: isReminder ? Infinity : seq,
      title: t(isReminder ? 'notify.reminder' : 'notify.from', {
        name: called(t, sender, profiles.getState()[sender.id]),
        room,
      }),
      body: bodyOf(message),
      tag: messageId,
    };
  }

  return () => {
    unlisten();
    stopSharing();
    stopOpening();
    goOffDuty();
  };
}

/** As it is pushed: what is read of it, or what its files are called. */
function bodyOf({ text, attachments = [] }: Message): string {
  const words = text === '' ? attachments.map(({ name }) => name).join(', ') : asRead(text);
  return [...words].slice(0, BODY_MAX).join('');
}
