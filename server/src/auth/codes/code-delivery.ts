import type { RequestCodeAnswer } from '@chatket/contract';
import type { MailLanguage } from '../mail/mail-texts.js';
import type { CodesToHandOver } from './codes-to-hand-over.js';

/** Brings a login code to its person. What it returns is what the caller of the request is told. */
export abstract class CodeDelivery {
  abstract deliver(username: string, code: string, language: MailLanguage): Promise<RequestCodeAnswer>;
}

/** Demo: whoever asks gets the code. It reaches no log. */
export class ResponseCodeDelivery extends CodeDelivery {
  deliver(_username: string, code: string): Promise<RequestCodeAnswer> {
    return Promise.resolve({ message: 'Demo mode: here is your code.', code });
  }
}

/** The operator hands it over. */
export class LogCodeDelivery extends CodeDelivery {
  constructor(private readonly operators: CodesToHandOver) {
    super();
  }

  /** @throws AppError `UNAVAILABLE` when the log cannot be written */
  async deliver(username: string, code: string): Promise<RequestCodeAnswer> {
    await this.operators.put(username, code);
    return { message: 'Your code is in the log of this server: ask whoever runs it.' };
  }
}
