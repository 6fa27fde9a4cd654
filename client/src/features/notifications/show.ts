import type { AlertsRead } from '@chatket/contract';
import { isRecordOf, isString } from '../../lib';

/** Where a note leads to. */
export interface Place {
  roomId: string;
  /** Missing: to the end of the room. */
  messageId?: string;
}

export interface Note extends Place {
  seq: number;
  /** Of the thread in which it is said, where the room does not show it. */
  rootId?: string;
  title: string;
  body: string;
  /** Of two with the same tag only one is shown. */
  tag: string;
}

/** So many notes of this page are remembered, to be changed or taken away. */
const REMEMBERED_MAX = 50;
/** What this page shows by itself, by tag. */
const shown = new Map<string, Notification>();

/** Shows a note outside the page. Touching it brings the page to the front and calls `onOpen`. */
export async function showNote(
  { title, body, tag, ...data }: Note,
  onOpen: (place: Place) => void,
): Promise<void> {
  const options = { body, tag, icon: '/icons/192.png', silent: true, data };
  try {
    const note = new Notification(title, options);
    note.onclick = () => {
      window.focus();
      onOpen(data);
      note.close();
    };
    note.onclose = () => {
      if (shown.get(tag) === note) shown.delete(tag);
    };
    remember(tag, note);
  } catch {
    // Browsers of telephones leave it to the service worker.
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.showNotification(title, options);
  }
}

/** What stands in the note with that tag, as long as it is there to be read. */
export async function shownBody(tag: string): Promise<string | undefined> {
  return (shown.get(tag) ?? (await workerNotes(tag))[0])?.body;
}

/** Takes a note away. */
export async function closeNote(tag: string): Promise<void> {
  shown.get(tag)?.close();
  shown.delete(tag);
  for (const note of await workerNotes(tag)) note.close();
}

/** Takes away the notes of what was read, on whichever device: of a room or a thread up to a seq, or all. */
export async function closeRead(read: Omit<AlertsRead, 'messageId' | 'unread'>): Promise<void> {
  const { roomId, seq = Infinity, rootId, threads = roomId === undefined } = read;
  for (const note of [...shown.values(), ...(await workerNotes())]) {
    const of = (note.data ?? {}) as Partial<Note>;
    const isThere = (roomId === undefined || of.roomId === roomId) && (threads || of.rootId === rootId);
    if (isThere && (of.seq ?? Infinity) <= seq) note.close();
  }
}

function remember(tag: string, note: Notification) {
  shown.delete(tag);
  shown.set(tag, note);
  for (const oldest of shown.keys()) {
    if (shown.size <= REMEMBERED_MAX) break;
    shown.delete(oldest);
  }
}

/** What the service worker shows, also for a page of before. */
async function workerNotes(tag?: string): Promise<Notification[]> {
  if (!('serviceWorker' in navigator)) return [];
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.getNotifications(tag === undefined ? {} : { tag })) ?? [];
}

/** Calls back with the place of a note that was touched and that the service worker had shown. Returns the end of it. */
export function onNoteOpened(onOpen: (place: Place) => void): () => void {
  if (!('serviceWorker' in navigator)) return () => undefined;
  const listener = ({ data }: MessageEvent) => {
    if (!isOpening(data)) return;
    const { openRoom: roomId, openMessage: messageId } = data;
    onOpen({ roomId, ...(messageId !== undefined && { messageId }) });
  };
  navigator.serviceWorker.addEventListener('message', listener);
  return () => navigator.serviceWorker.removeEventListener('message', listener);
}

const isStrings = isRecordOf(isString);

function isOpening(data: unknown): data is { openRoom: string; openMessage?: string } {
  return isStrings(data) && 'openRoom' in data;
}
