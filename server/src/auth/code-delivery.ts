import { Logger } from '@nestjs/common';
import type { RequestCodeAnswer } from '@chatket/contract';

/** Brings a login code to its person. What it returns is what the caller of the request is told. */
export abstract class CodeDelivery {
  abstract deliver(username: string, code: string): Promise<RequestCodeAnswer>;
}

/** Demo: whoever asks gets the code. It reaches no log. */
export class ResponseCodeDelivery extends CodeDelivery {
  deliver(_username: string, code: string): Promise<RequestCodeAnswer> {
    return Promise.resolve({ message: 'Demo mode: here is your code.', code });
  }
}

/** The operator reads the code in the server's log and hands it over. */
export class LogCodeDelivery extends CodeDelivery {
  private readonly logger = new Logger('LoginCode');

  deliver(username: string, code: string): Promise<RequestCodeAnswer> {
    this.logger.log({ username, code }, 'login code');
    return Promise.resolve({ message: 'Your code is with the operator of this server.' });
  }
}
