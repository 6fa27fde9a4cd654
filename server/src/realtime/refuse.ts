import { type IncomingMessage, ServerResponse, STATUS_CODES } from 'node:http';
import { ERRORS, type RestError } from '@chatket/contract';
import { type AppError, newTraceId } from '../common/index.js';
import type { EngineMiddleware } from './engine-connection.js';

type Response = Parameters<EngineMiddleware>[1];

/** Whether the request opens a websocket: what the engine then hands on only looks like a response. */
export function isUpgrade(response: Response): boolean {
  return !(response instanceof ServerResponse);
}

/** Answers a request of the engine with the error's status, also one that wanted to become a websocket. */
export function refuse(request: IncomingMessage, response: Response, error: AppError): void {
  const { code, message, details } = error;
  const { status } = ERRORS[code];
  const body = JSON.stringify({
    statusCode: status,
    code,
    message,
    traceId: newTraceId(),
  } satisfies RestError);
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    ...(details.retryAfterMs !== undefined && {
      'Retry-After': String(Math.max(1, Math.ceil(details.retryAfterMs / 1000))),
    }),
  };
  if (isUpgrade(response)) writeByHand(request, { status, headers, body });
  else response.writeHead(status, headers).end(body);
}

/** There is no HTTP any more behind a request for an upgrade, and nobody listens for what goes wrong. */
function writeByHand(
  { socket }: IncomingMessage,
  { status, headers, body }: { status: number; headers: Record<string, string>; body: string },
): void {
  const lines = [
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}`,
    ...Object.entries({ ...headers, Connection: 'close' }).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.on('error', () => undefined);
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
