import type { FinalState, HistoryEvent, StoredFile, StoredMessage } from '../history';
import { Part } from './part';

interface Attached {
  room: string;
  key: string;
  hash: string | undefined;
}

/** Files of messages, pictures of people, and what is left of both: I23, I24, and I1 for what is said of a file. */
export class Files extends Part {
  private readonly attached = new Map<string, Attached>();
  private readonly acked = new Set<string>();
  /** What was read of a file, each time another thing. */
  private readonly read = new Map<string, Set<string>>();
  private readonly last = new Map<string, number>();
  /** What a file may be said to show: the last thing that was acked, and all that was tried since. */
  private readonly said = new Map<string, string[]>();
  private readonly portrayed = new Set<string>();

  get count(): number {
    return [...this.last.values()].filter((status) => status === 200).length;
  }

  see(event: HistoryEvent): void {
    switch (event.k) {
      case 'attached':
        for (const { file, hash } of event.files)
          this.attached.set(file, { room: event.room, key: event.key, hash });
        return;
      case 'ok':
        this.acked.add(`${event.room} ${event.key}`);
        return;
      case 'fetched':
        if (event.isLast) this.last.set(event.file, event.status);
        if (event.hash !== '')
          this.read.set(event.file, (this.read.get(event.file) ?? new Set()).add(event.hash));
        return;
      case 'describing':
        this.said.set(event.file, [...(this.said.get(event.file) ?? ['']), event.alt]);
        return;
      case 'described':
        this.said.set(event.file, [event.alt]);
        return;
      case 'portrayed':
        this.portrayed.add(event.user);
        return;
      default:
        return;
    }
  }

  finish(state: FinalState): void {
    const messages = new Map(state.messages.map((message) => [`${message.room} ${message.key}`, message]));
    const files = new Map(state.files.map((each) => [each.file, each]));
    const objects = new Set(state.objects);
    for (const [file, attached] of this.attached) {
      const message = messages.get(`${attached.room} ${attached.key}`);
      if (message && !message.isDeleted)
        this.checkKept(file, { attached, message, stored: files.get(file), objects });
      if (message?.isDeleted) this.checkGone(file, files.get(file));
    }
    this.checkBytes();
    this.checkPictures(state, objects);
    this.checkLeft(state);
  }

  private checkKept(
    file: string,
    {
      attached,
      message,
      stored,
      objects,
    }: {
      attached: Attached;
      message: StoredMessage;
      stored: StoredFile | undefined;
      objects: ReadonlySet<string>;
    },
  ): void {
    const where = `${file} of message ${String(message.seq)} of room ${attached.room}`;
    if (!stored || stored.message !== message.id) return this.findings.add('I23', `${where} is not in it`);
    const lost = stored.keys.filter((key) => !objects.has(key));
    if (stored.keys.length === 0 || lost.length > 0)
      this.findings.add('I23', `${where} has lost its bytes: ${lost.join(' ')}`);
    const status = this.last.get(file);
    if (this.acked.has(`${attached.room} ${attached.key}`) && status !== undefined && status !== 200)
      this.findings.add('I23', `${where} cannot be read: ${String(status)}`);
    const said = this.said.get(file) ?? [''];
    if (!said.includes(stored.alt))
      this.findings.add('I1', `${where} is said to show "${stored.alt}" instead of "${said.join('" or "')}"`);
  }

  private checkGone(file: string, stored: StoredFile | undefined): void {
    const status = this.last.get(file);
    if (status === 200) this.findings.add('I20', `${file} can be read, whose message is deleted`);
    if (stored) this.findings.add('I24', `${file} has outlived its message`);
  }

  private checkBytes(): void {
    for (const [file, hashes] of this.read) {
      const sent = this.attached.get(file)?.hash;
      const others = [...hashes].filter((hash) => sent !== undefined && hash !== sent);
      if (others.length > 0)
        this.findings.add('I23', `${file} was sent as ${String(sent)} and read as ${others.join(' ')}`);
      if (hashes.size > 1) this.findings.add('I23', `${file} was read as ${[...hashes].join(' and ')}`);
    }
  }

  private checkPictures({ pictures }: FinalState, objects: ReadonlySet<string>): void {
    for (const user of this.portrayed)
      if (!pictures.some((picture) => picture.user === user))
        this.findings.add('I1', `the picture of ${user} was acked and is not stored`);
    for (const { of, user, key } of pictures)
      if (!objects.has(key))
        this.findings.add('I23', `the picture ${key} of a ${of} ${user} has lost its bytes`);
  }

  /** Everything was swept: what is there is somebody's. */
  private checkLeft({ files, pictures, objects }: FinalState): void {
    const needed = new Set([...files.flatMap(({ keys }) => keys), ...pictures.map(({ key }) => key)]);
    const useless = objects.filter((name) => !needed.has(name));
    if (useless.length > 0) this.findings.add('I24', `nobody needs ${useless.join(' ')}`);
    const unsent = files.filter(({ message }) => message === '');
    if (unsent.length > 0)
      this.findings.add('I24', `never sent: ${unsent.map(({ file }) => file).join(' ')}`);
  }
}
