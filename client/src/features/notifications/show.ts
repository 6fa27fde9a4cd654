import { isRecordOf, isString } from '../../lib';

export interface Note {
  roomId: string;
  title: string;
  body: string;
  /** Of two with the same tag only one is shown. */
  tag: string;
}

/** Shows a note outside the page. Touching it brings the page to the front and calls `onOpen`. */
export async function showNote(
  { roomId, title, body, tag }: Note,
  onOpen: (roomId: string) => void,
): Promise<void> {
  const options = { body, tag, icon: '/icons/192.png', silent: true, data: { roomId } };
  try {
    const shown = new Notification(title, options);
    shown.onclick = () => {
      window.focus();
      onOpen(roomId);
      shown.close();
    };
  } catch {
    // Browsers of telephones leave it to the service worker.
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.showNotification(title, options);
  }
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
