import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/**
 * @typedef {object} Letter
 * @property {string[]} to
 * @property {import('mailparser').ParsedMail} mail
 */

/** A real mail server in this process, without TLS, and what it has been brought. */
export class Mailbox {
  /** @type {number[]} What it answers to the next mails instead of taking them. */
  refusals = [];
  refused = 0;
  /** @type {Letter[]} */
  #letters = [];
  /** @type {((letter: Letter) => void)[]} */
  #waiting = [];
  #server;

  /** @param {SMTPServer} server @param {string} url for `SMTP_URL` */
  constructor(server, url) {
    this.#server = server;
    this.url = url;
  }

  /** @returns {Promise<Mailbox>} */
  static async open() {
    /** @type {(letter: Letter) => Error | undefined} */
    let take = () => undefined;
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, session, done) => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        simpleParser(stream).then(
          (mail) => done(take({ to, mail })),
          (error) => done(error),
        );
      },
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
    const address = server.server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const box = new Mailbox(server, `smtp://127.0.0.1:${String(port)}?tls=none`);
    take = (letter) => box.take(letter);
    return box;
  }

  /** The next mail, also one that has come already. @returns {Promise<Letter>} */
  next() {
    const letter = this.#letters.shift();
    return letter ? Promise.resolve(letter) : new Promise((resolve) => this.#waiting.push(resolve));
  }

  /**
   * The next mail to an address: what comes late from what others did before is passed over.
   * @param {string} address
   * @returns {Promise<Letter>}
   */
  async nextTo(address) {
    for (;;) {
      const letter = await this.next();
      if (letter.to.includes(address)) return letter;
    }
  }

  get unread() {
    return this.#letters.length;
  }

  /** @returns {Promise<void>} */
  close() {
    return new Promise((resolve) => this.#server.close(() => resolve(undefined)));
  }

  /** @param {Letter} letter @returns {Error | null} */
  take(letter) {
    const responseCode = this.refusals.shift();
    if (responseCode !== undefined) {
      this.refused += 1;
      return Object.assign(new Error('refused by the test'), { responseCode });
    }
    const first = this.#waiting.shift();
    if (first) first(letter);
    else this.#letters.push(letter);
    return null;
  }
}

/** The six digits of a mail. @param {Letter} letter @returns {string} */
export function codeIn({ mail }) {
  return /\b\d{6}\b/.exec(mail.text ?? '')?.[0] ?? '';
}
