import type { AckFailure } from '@chatket/contract';
import { SOCKET_EVENTS } from '@chatket/contract/events';

const FAILURE: AckFailure = {
  success: false,
  error: 'Too many messages at once. You can write again soon.',
  code: 'RATE_LIMITED',
  retryable: true,
  traceId: '0193f1d2-8a10-7d20-9f3e-6b7a5c4d3e2f',
  retryAfterMs: 30_000,
  mutedUntil: '2026-01-31T12:00:30.000Z',
  mutedForMs: 30_000,
};

/** The events as Markdown, for the description of the API document. */
export function describeSocketEvents(): string {
  const client = Object.entries(SOCKET_EVENTS.client).map(([event, { summary, payload, ack }]) =>
    [
      `#### \`${event}\``,
      summary,
      ...example('Payload', payload),
      ...example('Ack', { success: true, ...ack }),
    ].join('\n'),
  );
  const server = Object.entries(SOCKET_EVENTS.server).map(([event, { summary, payload }]) =>
    [`#### \`${event}\``, summary, ...example('Payload', payload)].join('\n'),
  );
  return [
    '## Socket events',
    'Socket.IO at `/socket.io`, with `auth: { token, batch?: true }`. A handshake that is refused is a `connect_error` whose `data` has a `code` and `retryable`. Fields that an event does not know are ignored, and null is not the same as leaving a field out. Every event is acknowledged; a failing ack is:',
    ...example('Failure', FAILURE),
    '### From the client',
    ...client,
    '### From the server',
    ...server,
  ].join('\n\n');
}

function example(title: string, value: object): string[] {
  return ['', `${title}:`, '```json', JSON.stringify(value, null, 2), '```'];
}
