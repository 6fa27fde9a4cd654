interface Shown {
  title: string;
  body: string;
  tag: string;
  data?: { roomId: string; seq: number };
  close: () => void;
  onclose?: () => void;
}

type NoteOptions = Pick<Shown, 'body' | 'tag' | 'data'>;

/**
 * A screen on which notes lie beside the page, one for each tag, and the ways a browser gives to put them there:
 * `Notification` of a page (`byPage`), or where it is not for pages (`byNobody`) the service worker.
 */
export function createNoteScreen() {
  const screen = new Map<string, Shown>();
  const bodies = () => [...screen.values()].map(({ body }) => body);

  /** Somebody has swept all notes away. */
  function sweep() {
    const notes = [...screen.values()];
    screen.clear();
    for (const note of notes) note.onclose?.();
  }

  function put(title: string, { body, tag, data }: NoteOptions): Shown {
    const note: Shown = {
      title,
      body,
      tag,
      ...(data && { data }),
      close: () => {
        if (screen.get(tag) === note) screen.delete(tag);
      },
    };
    screen.set(tag, note);
    return note;
  }

  const byPage = class {
    static permission = 'granted';
    constructor(title: string, options: NoteOptions) {
      return put(title, options);
    }
  };
  const byNobody = class {
    static permission = 'granted';
    constructor() {
      throw new TypeError('Illegal constructor');
    }
  };
  const worker = Object.assign(new EventTarget(), {
    getRegistration: async () => ({
      showNotification: async (title: string, options: NoteOptions) => void put(title, options),
      getNotifications: async ({ tag }: { tag?: string }) =>
        [...screen.values()].filter((note) => tag === undefined || note.tag === tag),
    }),
  });

  return { screen, bodies, sweep, byPage, byNobody, worker };
}
