import type { Attachment, SharedDraft } from '@chatket/contract';
import type { Request } from '../../api';
import type { ChatStores } from '../../store';

/** What became of bringing a file to the server. */
export type Brought = 'there' | 'refused' | 'later';
export type BringFile = (roomId: string, file: Attachment, isOver: () => boolean) => Promise<Brought>;
/** Fetches what brings files to the server: nobody needs it who has none. */
export type LoadBringFile = () => Promise<
  (
    context: { request: Request; userId: string },
    wanted: { roomId: string; file: Attachment; isOver: () => boolean },
  ) => Promise<Brought>
>;

interface FilesContext {
  draftFiles: ChatStores['draftFiles'];
  bring: BringFile;
  /** What was last agreed on with the server, by key: the tabs of a browser share it, and it survives a reload. */
  agreedOn: (key: string) => readonly string[];
  agree: (key: string, ids: readonly string[]) => unknown;
  /** There is something to tell the server of the draft under that key. */
  tell: (key: string) => void;
}

const idsOf = (files: readonly Attachment[]) => files.map(({ id }) => id);
const isSame = (some: readonly string[], others: readonly string[]) => some.join(' ') === others.join(' ');

/**
 * The files of drafts, here and on my other devices. What is put to a draft here is brought to the server at once: only
 * what is there can be told.
 */
export function shareFiles({ draftFiles, bring, agreedOn, agree, tell }: FilesContext) {
  const there = new Set<string>();
  const refused = new Set<string>();
  const underWay = new Set<string>();
  const here = (key: string) => draftFiles.getState()[key];

  /** Brings those that are not there yet; what is cut off goes on with the next call. */
  async function upload(key: string, roomId: string): Promise<void> {
    if (underWay.has(key)) return;
    underWay.add(key);
    const isHere = (id: string) => here(key)?.some((file) => file.id === id) ?? false;
    const isNew = ({ id }: Attachment) => !there.has(id) && !refused.has(id);
    for (let next = here(key)?.find(isNew); next; next = here(key)?.find(isNew)) {
      const { id } = next;
      // What brings it could not be fetched.
      const became = await bring(roomId, next, () => !isHere(id)).catch(() => 'later' as const);
      if (became === 'later') break;
      if (isHere(id)) (became === 'there' ? there : refused).add(id);
      tell(key);
    }
    underWay.delete(key);
  }

  /** These go with a draft no more. Whoever puts them to it again does not know what has become of them meanwhile. */
  function forget(files: readonly Attachment[]) {
    for (const { id } of files) {
      there.delete(id);
      refused.delete(id);
    }
  }

  /** Those of a draft that the server has; undefined where there are none. */
  function kept(key: string): string[] | undefined {
    const ids = idsOf(here(key) ?? []).filter((id) => there.has(id));
    return ids.length > 0 ? ids : undefined;
  }

  /** What the server is to be told; undefined where it knows already, or where nothing is known here. */
  function untold(key: string): string[] | undefined {
    const files = here(key);
    if (!files) return undefined;
    const ids = idsOf(files).filter((id) => there.has(id));
    return isSame(ids, agreedOn(key)) ? undefined : ids;
  }

  /**
   * What the server holds now. What was put to it or taken from it on either side since they last agreed is so here.
   * @param sent what this device had told it
   */
  function take(
    key: string,
    { attachments: theirs = [] }: Pick<SharedDraft, 'attachments'>,
    sent: string[] = [],
  ) {
    const before = new Set([...agreedOn(key), ...sent]);
    for (const id of idsOf(theirs)) there.add(id);
    agree(key, idsOf(theirs));
    const mine = here(key);
    if (!mine && theirs.length === 0) return;
    const ours = mine ?? theirs;
    const isOurs = new Set(idsOf(ours));
    const isTheirs = new Set(idsOf(theirs));
    const next = [
      ...ours.filter(({ id }) => isTheirs.has(id) || !before.has(id)),
      ...theirs.filter(({ id }) => !isOurs.has(id) && !before.has(id)),
    ];
    if (!mine || !isSame(idsOf(next), idsOf(mine))) draftFiles.setState({ [key]: next });
  }

  return { upload, forget, kept, untold, take };
}
