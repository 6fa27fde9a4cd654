import type { Attachment } from '@chatket/contract';
import type { Request } from '../../api';
import { exclusive, fullJitter } from '../../lib';
import type { Realtime } from '../../realtime';
import type { ChatStores, PendingMessage } from '../../store';
import { isInDraft } from '../../store/kept-draft-files';
import { blobsOf } from './blobs';
import { refusalOf } from './passing';
import { isUploaded, uploadFile } from './upload-file';

interface Context {
  stores: Pick<ChatStores, 'me' | 'outbox' | 'draftFiles' | 'connection'>;
  realtime: Pick<Realtime, 'uploaded'>;
  request: Request;
}

type Waiting = PendingMessage & { files: readonly Attachment[] };

/**
 * Brings the files of messages on their way out to the server, one after the other, and says when a message can go out.
 * What is cut off goes on where it was. Returns the function that ends it.
 */
export function followUploads({ stores, realtime, request }: Context): () => void {
  const { outbox, connection, me } = stores;
  const blobs = blobsOf(me.id);
  const known = new Map<string, Waiting>();
  let isRunning = false;
  let isStopped = false;
  /** Ends the pause before the next attempt. */
  let goOn = () => undefined as void;

  const find = (id: string) => outbox.getState().items.find((item) => item.clientMsgId === id);
  const isWaiting = (item: PendingMessage | undefined): item is Waiting =>
    item?.files !== undefined && !item.isUploaded && item.state.kind === 'queued';

  function look() {
    const items = outbox.getState().items.filter((item): item is Waiting => item.files !== undefined);
    const here = new Set(items.map(({ clientMsgId }) => clientMsgId));
    for (const item of items) known.set(item.clientMsgId, item);
    for (const [id, item] of known) {
      if (here.has(id)) continue;
      known.delete(id);
      void letGo(item);
    }
    void run();
  }

  /** Its message was sent, or thrown away: of what was sent the server keeps what it has. What was given back stays. */
  async function letGo({ files }: Waiting) {
    for (const { id } of files) {
      if (isInDraft(stores, id)) continue;
      await blobs.forget(id);
      await request({ method: 'DELETE', path: `/uploads/${id}` }).catch(() => undefined);
    }
  }

  async function run() {
    if (isRunning) return;
    isRunning = true;
    for (let failures = 0; !isStopped;) {
      const item = outbox.getState().items.find(isWaiting);
      if (!item) break;
      const hasMoved = await exclusive(`chatket-upload-${item.clientMsgId}`, () => bring(item.clientMsgId));
      if (hasMoved) failures = 0;
      else await pause(fullJitter((failures += 1)));
    }
    isRunning = false;
  }

  /** @returns false when it is to be tried again a little later */
  async function bring(clientMsgId: string): Promise<boolean> {
    const item = find(clientMsgId);
    // Another tab may have done it while this one waited.
    if (!isWaiting(item)) return true;
    const isOver = () => isStopped || !isWaiting(find(clientMsgId));
    try {
      for (const file of item.files) {
        const blob = await blobs.read(file.id);
        // It was put to the draft on another device.
        if (!blob && (await isUploaded(request, file))) continue;
        if (!blob) {
          realtime.uploaded(clientMsgId, 'ATTACHMENT_NOT_FOUND');
          return true;
        }
        if (!(await uploadFile(request, { roomId: item.roomId, file, blob, isOver }))) return true;
      }
      realtime.uploaded(clientMsgId);
      return true;
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) return false;
      realtime.uploaded(clientMsgId, refusal);
      return true;
    }
  }

  function pause(ms: number) {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      goOn = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const ends = [
    outbox.subscribe(look),
    connection.subscribe(({ isOnline }) => {
      if (isOnline) goOn();
    }),
  ];
  look();
  void blobs
    .tidy(
      (id) =>
        isInDraft(stores, id) ||
        [...known.values()].some(({ files }) => files.some((file) => file.id === id)),
    )
    .catch(() => undefined);
  return () => {
    isStopped = true;
    goOn();
    for (const end of ends) end();
  };
}
