import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { pinoHttp, type Options } from 'pino-http';
import { newTraceId } from '../common/index.js';
import type { Config } from '../config/index.js';
import { logDestination } from './log-destination.js';

/** A line per request with its trace id, also for one that no route sees, such as a body that is no JSON. */
export function requestLog(config: Config): RequestHandler {
  return pinoHttp(requestLogOptions(config), logDestination);
}

/** Nothing anybody wrote or could log in with. */
function requestLogOptions(config: Config): Options {
  return {
    level: config.get('LOG_LEVEL'),
    genReqId: () => newTraceId(),
    autoLogging: { ignore: (request) => isProbe(request) },
    customLogLevel: (_request, response, error) =>
      error !== undefined || response.statusCode >= 500 ? 'error' : 'info',
    // The filter has logged what failed, with its stack; here it is only a line about a request.
    customErrorObject: (_request, _response, _error, line: object) => ({ ...line, err: undefined }),
    customAttributeKeys: { responseTime: 'durationMs' },
    serializers: {
      req: (request: { id: string; method: string; url: string }) => ({
        traceId: request.id,
        method: request.method,
        path: withoutSecret(request.url.split('?')[0] ?? ''),
      }),
      res: (response: { statusCode: number }) => ({ statusCode: response.statusCode }),
    },
  };
}

/** Whoever knows the end of a webhook's address writes by it. */
export function withoutSecret(path: string): string {
  const start = path.toLowerCase().indexOf('/hooks/');
  const end = start === -1 ? -1 : path.indexOf('/', start + '/hooks/'.length);
  return end === -1 ? path : `${path.slice(0, end)}/…`;
}

function isProbe(request: IncomingMessage): boolean {
  return /^(\/api)?\/health(\/live)?$/.test(request.url ?? '');
}
