import { isRecordOf, isString } from '../../lib';

export interface Note {
  roomId: string;
  seq: number;
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
  { roomId, seq, title, body, tag }: Note,
  onOpen: (roomId: string) => void,
): Promise<void> {
  const options = { body, tag, icon: '/icons/192.png', silent: true, data: { roomId, seq } };
  try {
    const note = new Notification(title, options);
    note.onclick = () => {
      window.focus();
      onOpen(roomId);
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

/** Takes away the notes of what was read, on whichever device: of a room up to a seq, or all. */
export async function closeRead({
  roomId,
  seq = Infinity,
}: {
  roomId?: string;
  seq?: number;
}): Promise<void> {
  for (const note of [...shown.values(), ...(await workerNotes())]) {
    const of = note.data as { roomId?: string; seq?: number } | null;
    if ((roomId === undefined || of?.roomId === roomId) && (of?.seq ?? Infinity) <= seq) note.close();
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

/** Calls back with the room of a note that was touched and that the service worker had shown. Returns the end of it. */
export function onNoteOpened(onOpen: (roomId: string) => void): () => void {
  if (!('serviceWorker' in navigator)) return () => undefined;
  const listener = ({ data }: MessageEvent) => {
    if (isOpening(data)) onOpen(data.openRoom);
  };
  navigator.serviceWorker.addEventListener('message', listener);
  return () => navigator.serviceWorker.removeEventListener('message', listener);
}

const isStrings = isRecordOf(isString);

function isOpening(data: unknown): data is { openRoom: string } {
  return isStrings(data) && 'openRoom' in data;
}
