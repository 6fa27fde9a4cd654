import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/index.js';
import { Config, secretBytes } from '../../config/index.js';

const TIMEOUT_MS = 5_000;

/** A text message. */
export interface Sms {
  /** The same each time that it is tried. */
  id: string;
  /** As of E.164. */
  to: string;
  text: string;
}

/** It was not sent. Nothing of the message is in it. */
export class SmsFailure extends Error {
  override readonly name = 'SmsFailure';
  constructor(
    /** The status that was answered, or a word of the network. */
    readonly reason: string,
    /** Trying again would not help. */
    readonly isOver: boolean,
  ) {
    super(`The program that sends text messages answered ${reason}.`);
  }
}

/** Brings text messages to what sends them. */
export abstract class SmsSender {
  /** Whether this server can send text messages at all. */
  abstract readonly isOn: boolean;

  /** Resolves when the message has been taken. @throws SmsFailure */
  abstract send(sms: Sms): Promise<void>;
}

/** By a program of those who run the server, in the form of Standard Webhooks: every request is signed and says when it was made. */
@Injectable()
export class WebhookSmsSender extends SmsSender {
  private readonly url: string | undefined;
  private readonly secret: Buffer | undefined;

  constructor(
    config: Config,
    private readonly clock: Clock,
  ) {
    super();
    this.url = config.get('SMS_WEBHOOK_URL');
    this.secret = secretBytes(config.get('SMS_WEBHOOK_SECRET') ?? '');
  }

  get isOn(): boolean {
    return this.url !== undefined && this.secret !== undefined;
  }

  async send({ id, to, text }: Sms): Promise<void> {
    const { url, secret } = this;
    if (url === undefined || secret === undefined) throw new SmsFailure('off', true);
    const body = JSON.stringify({ type: 'sms.send', to, text });
    const timestamp = String(Math.floor(this.clock.now() / 1_000));
    const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
    const status = await statusOf(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${signature}`,
      },
      body,
      // A message goes where it was configured to go, and nowhere else.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (status >= 200 && status < 300) return;
    // What is refused is refused again, but for too much at once.
    const isOver = status >= 400 && status < 500 && status !== 408 && status !== 429;
    throw new SmsFailure(String(status), isOver);
  }
}

async function statusOf(url: string, request: RequestInit): Promise<number> {
  try {
    const answer = await fetch(url, request);
    await answer.body?.cancel();
    return answer.status;
  } catch (error) {
    throw new SmsFailure(wordOf(error), false);
  }
}

const WORD_MAX = 32;

function wordOf(error: unknown): string {
  const { cause, name } = error instanceof Error ? error : new Error();
  const code: unknown = (cause as { code?: unknown } | undefined)?.code;
  return (typeof code === 'string' ? code : name).slice(0, WORD_MAX);
}
