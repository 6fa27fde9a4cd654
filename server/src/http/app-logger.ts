import { inspect } from 'node:util';
import type { LoggerService } from '@nestjs/common';
import { pino, type Level, type Logger } from 'pino';
import type { Config } from '../config/index.js';
import { logDestination } from './log-destination.js';

/**
 * The log of everything that is not a request, a line of JSON each, for Nest's `Logger`. Nothing of the request that is
 * being served is bound to what is logged meanwhile: the first that did would make every promise of the process dearer
 * from then on (`AsyncLocalStorage`), those of the sockets too.
 */
export class AppLogger implements LoggerService {
  private readonly lines: Logger;

  constructor(config: Config) {
    this.lines = pino({ level: config.get('LOG_LEVEL') }, logDestination);
  }

  log = this.at('info');
  error = this.at('error');
  warn = this.at('warn');
  debug = this.at('debug');
  verbose = this.at('trace');
  fatal = this.at('fatal');

  /** Nest calls with a text or an object, perhaps a text or a stack, and where it comes from as the last word. */
  private at(level: Level) {
    return (message: unknown, ...rest: unknown[]): void => {
      const context = rest.pop();
      const [note] = rest.filter((word) => typeof word === 'string');
      if (message instanceof Error) this.lines[level]({ context, err: message }, note ?? message.message);
      else if (typeof message === 'object') this.lines[level]({ context, ...message }, note);
      else this.lines[level]({ context, ...(note !== undefined && { stack: note }) }, textOf(message));
    };
  }
}

function textOf(message: unknown): string {
  return typeof message === 'string' ? message : inspect(message);
}
