import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface Letter {
  to: string[];
  mail: ParsedMail;
}

/** A real mail server in this process, without TLS, and what it has been brought. */
export class Mailbox {
  /** What it answers to the next mails instead of taking them. */
  readonly refusals: number[] = [];
  refused = 0;
  private readonly letters: Letter[] = [];
  private readonly waiting: ((letter: Letter) => void)[] = [];

  private constructor(
    private readonly server: SMTPServer,
    readonly url: string,
  ) {}

  static async open(): Promise<Mailbox> {
    let box: Mailbox | undefined;
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, session, done) => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        simpleParser(stream).then(
          (mail) => done(box?.take({ to, mail })),
          (error: unknown) => done(error as Error),
        );
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as AddressInfo;
    box = new Mailbox(server, `smtp://127.0.0.1:${String(port)}?tls=none`);
    return box;
  }

  /** The next mail, also one that has come already. */
  next(): Promise<Letter> {
    const letter = this.letters.shift();
    return letter ? Promise.resolve(letter) : new Promise((resolve) => this.waiting.push(resolve));
  }

  get unread(): number {
    return this.letters.length;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }

  private take(letter: Letter): Error | null {
    const responseCode = this.refusals.shift();
    if (responseCode !== undefined) {
      this.refused += 1;
      return Object.assign(new Error('refused by the test'), { responseCode });
    }
    const first = this.waiting.shift();
    if (first) first(letter);
    else this.letters.push(letter);
    return null;
  }
}
