import type { Message } from '@chatket/contract';
import { currentLocale } from '../../i18n';
import { exclusive, mentions } from '../../lib';
import type { Realtime, RealtimeEvent } from '../../realtime';
import { bellOf, type ChatStores, type PageStores } from '../../store';
import { hasAttention, shareAttention } from './attention';
import { playChime } from './chime';
import { permissionNow } from './permission';
import { closeNote, onNoteOpened, shownBody, showNote, type Note } from './show';

const BODY_MAX = 180;

interface Options {
  stores: ChatStores;
  preferences: PageStores['preferences'];
  realtime: Realtime;
  onOpen: (roomId: string) => void;
}

type Delivery = Extract<RealtimeEvent, { kind: 'delivery' }>['delivery'];

/**
 * Shows new messages outside the page while nobody looks at it. Of several tabs of one person, one does so. A note
 * follows its message: it says what that says by now, and goes with it.
 * Returns the function that ends it.
 */
export function startNotifier({ stores, preferences, realtime, onOpen }: Options): () => void {
  const { me, bells, blocks, rooms } = stores;
  let isOnDuty = false;
  let goOffDuty: () => void = () => undefined;
  const shift = new Promise<void>((resolve) => (goOffDuty = resolve));
  void exclusive(`chatket:notifier:${me.id}`, () => {
    isOnDuty = true;
    return shift;
  });
  const stopSharing = shareAttention();
  const stopOpening = onNoteOpened(onOpen);
  let work = Promise.resolve();
  const unlisten = realtime.listen((event) => {
    if (event.kind !== 'delivery' || !isOnDuty) return;
    // In their order: what is deleted while its note is on the way is deleted behind it.
    work = work.then(() => take(event.delivery)).catch(() => undefined);
  });

  async function take({ messages, changes, wasMissed, isReset }: Delivery) {
    // What came while the connection was away is old by now: the page counts it.
    if (!wasMissed) await notify(messages);
    for (const { message } of changes) await mend(message);
    if (isReset) for (const message of messages) await mend(message);
  }

  async function notify(messages: readonly Message[]) {
    const last = messages.filter(isWanted).at(-1);
    if (!last || permissionNow() !== 'granted' || (await hasAttention())) return;
    await showNote(noteOf(last), onOpen);
    if (preferences.getState().sound === 'on') playChime();
  }

  async function mend(message: Message) {
    const { messageId } = message;
    const body = await shownBody(messageId);
    if (body === undefined) return;
    if (!isWanted(message)) await closeNote(messageId);
    else if (body !== noteOf(message).body) await showNote(noteOf(message), onOpen);
  }

  function isWanted({ roomId, sender, text, deleted }: Message): boolean {
    const bell = bellOf(bells.getState(), rooms.getState().mine[roomId]);
    if (sender.id === me.id || sender.id in blocks.getState().people || deleted || bell === 'none')
      return false;
    return bell === 'all' || mentions(text, me.username);
  }

  function noteOf({ roomId, messageId, sender, text }: Message): Note {
    const room = rooms.getState().mine[roomId]?.name ?? '';
    return {
      roomId,
      title: currentLocale().t('notify.from', { name: sender.username, room }),
      body: [...text].slice(0, BODY_MAX).join(''),
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
