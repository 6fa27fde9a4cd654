import { Injectable } from '@nestjs/common';
import { type ErrorCode, HOOK_LIMITS, type HookAnswer, LIMITS, textProblem } from '@chatket/contract';
import { type Throttle, Throttles } from '../auth/index.js';
import { SendMessage } from '../chat/index.js';
import { AppError, newId, toAppError } from '../common/index.js';
import { type CalledHook, HooksRepository } from './hooks.repository.js';
import { clientMsgIdOf, hashOfSecret } from './hook-secret.js';
import { isFields, textOfPayload } from './slack-payload.js';

const MINUTE_MS = 60_000;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What a program sends. */
export interface HookCall {
  id: string;
  secret: string;
  /** JSON, or a form with JSON in its field `payload`. */
  body: string;
  isForm: boolean;
  /** What is sent twice under one key is said once. */
  key: string | undefined;
}

/** What it is answered. */
export interface HookReply {
  answer: 'ok' | HookAnswer;
  retryAfterMs?: number | undefined;
}

/** Of refusals of the ordinary way of sending, what they are called by who speaks Slack's words. */
const ANSWERS: Partial<Record<ErrorCode, HookAnswer>> = {
  ROOM_ARCHIVED: 'channel_is_archived',
  NOT_A_MEMBER: 'no_service',
  ROOM_NOT_FOUND: 'no_service',
  VALIDATION: 'msg_too_long',
  RATE_LIMITED: 'rate_limited',
  SLOW_MODE: 'rate_limited',
  TOO_MANY_REQUESTS: 'rate_limited',
  UNAVAILABLE: 'service_unavailable',
  DRAINING: 'service_unavailable',
};

/** Says in a room what a program sends to a webhook of it: as its member, by the way of all messages. */
@Injectable()
export class CallHook {
  private readonly calls: Throttle;

  constructor(
    private readonly hooks: HooksRepository,
    private readonly sender: SendMessage,
    throttles: Throttles,
  ) {
    this.calls = throttles.create({
      name: 'hook-calls',
      limit: HOOK_LIMITS.callsPerMinute,
      windowMs: MINUTE_MS,
    });
  }

  /** Whatever is wrong with the address is answered in the same words. */
  async run(call: HookCall): Promise<HookReply> {
    const hook = ID.test(call.id) ? await this.hooks.called(call.id, hashOfSecret(call.secret)) : undefined;
    if (!hook) return { answer: 'no_service' };
    try {
      await this.calls.take(call.id);
      return { answer: await this.say(hook, call) };
    } catch (error) {
      return replyTo(toAppError(error));
    }
  }

  private async say(
    { roomId, user }: CalledHook,
    { id, key, ...call }: HookCall,
  ): Promise<HookReply['answer']> {
    const payload = payloadOf(call);
    if (!payload) return 'invalid_payload';
    const text = textOfPayload(payload).trim();
    const problem = textProblem(text, LIMITS.longTextBound);
    if (problem !== undefined) return PROBLEMS[problem];
    const clientMsgId = key === undefined ? newId() : clientMsgIdOf(key);
    await this.sender.run(
      { id: `hook:${id}`, mode: 'log', user },
      { roomId, text, clientMsgId, mentionAll: true },
    );
    await this.hooks.noteUse(id);
    return 'ok';
  }
}

const PROBLEMS = { empty: 'no_text', tooLong: 'msg_too_long', unstorable: 'invalid_payload' } as const;

function payloadOf({ body, isForm }: Pick<HookCall, 'body' | 'isForm'>): Record<string, unknown> | undefined {
  try {
    const payload: unknown = JSON.parse(isForm ? (new URLSearchParams(body).get('payload') ?? '') : body);
    return isFields(payload) ? payload : undefined;
  } catch {
    return undefined;
  }
}

/** @throws AppError what nobody has expected */
function replyTo(error: AppError): HookReply {
  // It waits for a moderator: to send it once more would help nobody.
  if (error.code === 'HELD') return { answer: 'ok' };
  if (error.code === 'INTERNAL') throw error;
  return { answer: ANSWERS[error.code] ?? 'action_prohibited', retryAfterMs: error.details.retryAfterMs };
}
