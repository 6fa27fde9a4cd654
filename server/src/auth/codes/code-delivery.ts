import type { RequestCodeAnswer } from '@chatket/contract';
import { AppError } from '../../common/index.js';
import type { LogDestination } from '../../http/index.js';
import type { MailLanguage } from '../mail/mail-texts.js';

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

/**
 * The operator reads the code in the server's log and hands it over: a line for people, whatever the level of the log,
 * and none of the entries that a program would collect.
 */
export class LogCodeDelivery extends CodeDelivery {
  constructor(private readonly log: Pick<LogDestination, 'write'>) {
    super();
  }

  /** @throws AppError `UNAVAILABLE` when the log cannot be written: nobody would find the code */
  deliver(username: string, code: string): Promise<RequestCodeAnswer> {
    if (!this.log.write(`Login code for ${username}: ${code}\n`))
      return Promise.reject(new AppError('UNAVAILABLE', 'The code cannot be written to the log right now.'));
    return Promise.resolve({ message: 'Your code is in the log of this server: ask whoever runs it.' });
  }
}
