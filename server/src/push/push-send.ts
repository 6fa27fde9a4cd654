import { Injectable } from '@nestjs/common';
import type { PushOutcome } from '@chatket/contract';
import { Clock } from '../common/index.js';
import { Config } from '../config/index.js';
import { subjectOf } from './endpoint.js';
import { PushPost } from './push-post.js';
import { type PushDevice, SubscriptionsRepository } from './subscriptions.repository.js';
import { VapidKeys } from './vapid-keys.js';
import { loadWebPush } from './web-push.js';

const DAY_SECONDS = 24 * 60 * 60;

export interface PushBody {
  payload: Buffer;
  isUrgent: boolean;
  /** Of two that wait at the push service under one topic, the newer stays. At most 32 letters of base64url. */
  topic?: string;
}

export interface PushResult extends Pick<PushOutcome, 'outcome' | 'status'> {
  /** When it makes sense to try again, as the service says. */
  retryAfterMs?: number;
}

/** Sends one push to one device, and notes how the device is doing. The one place from which a push leaves. */
@Injectable()
export class PushSend {
  constructor(
    private readonly keys: VapidKeys,
    private readonly posts: PushPost,
    private readonly devices: SubscriptionsRepository,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  async send(device: PushDevice, { payload, isUrgent, topic }: PushBody): Promise<PushResult> {
    const { endpoint, p256dh, auth, origin } = device;
    const webPush = await loadWebPush();
    const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
      TTL: DAY_SECONDS,
      urgency: isUrgent ? 'high' : 'normal',
      contentEncoding: 'aes128gcm',
      vapidDetails: {
        subject: this.config.get('PUSH_SUBJECT') ?? subjectOf(origin),
        ...(await this.keys.pair()),
      },
      ...(topic !== undefined && { topic }),
    });
    const { status, retryAfterMs } = await this.posts.post({
      endpoint,
      headers,
      body,
    });
    const outcome = outcomeOf(status);
    if (outcome === 'sent') await this.devices.noteSent(device.id, new Date(this.clock.now()));
    if (outcome === 'gone') await this.devices.noteGone(device.id);
    if (outcome === 'refused') await this.devices.noteRefused(device.id, status);
    return {
      outcome,
      ...(status !== undefined && { status }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    };
  }
}

function outcomeOf(status: number | undefined): PushOutcome['outcome'] {
  if (status === undefined || status === 429 || status >= 500) return 'unreachable';
  if (status >= 200 && status < 300) return 'sent';
  return status === 404 || status === 410 ? 'gone' : 'refused';
}
