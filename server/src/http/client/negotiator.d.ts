/** The part of the package that is used here: its published types lack the preference. */
declare module 'negotiator' {
  import type { IncomingMessage } from 'node:http';

  export default class Negotiator {
    constructor(request: Pick<IncomingMessage, 'headers'>);
    /** The best for the client; of equally good ones the first in `preferred`. */
    encoding(available: string[], options: { preferred: string[] }): string | undefined;
  }
}
