import { Injectable, Logger } from '@nestjs/common';
import type { PushKey, PushOutcome, UserRef } from '@chatket/contract';
import { AppError, validationError } from '../common/index.js';
import { Config } from '../config/index.js';
import { endpointProblem, isAuthSecret, isPublicKey } from './endpoint.js';
import { encode } from './push-payload.js';
import { PushSend } from './push-send.js';
import { type NewDevice, SubscriptionsRepository } from './subscriptions.repository.js';
import { VapidKeys } from './vapid-keys.js';

/** The devices to which messages are pushed: everybody's own. */
@Injectable()
export class PushDevices {
  private readonly logger = new Logger(PushDevices.name);

  constructor(
    private readonly devices: SubscriptionsRepository,
    private readonly keys: VapidKeys,
    private readonly sender: PushSend,
    private readonly config: Config,
  ) {}

  async key(): Promise<PushKey> {
    if (this.config.get('PUSH') === 'off') return { isOn: false };
    const { publicKey } = await this.keys.pair();
    return { isOn: true, key: publicKey, content: this.config.get('PUSH_CONTENT') };
  }

  /**
   * Pushes to a device from now on, as long as its login is there; one that was somebody else's is theirs. Twice is once.
   * @throws AppError `FORBIDDEN` where the server pushes nothing, `VALIDATION`
   */
  async put({ id }: UserRef, body: NewDevice): Promise<void> {
    this.requireOn();
    const problem = endpointProblem(body.endpoint, this.config.get('PUSH_PRIVATE_ADDRESSES'));
    const fields = [
      ...(problem === undefined ? [] : [{ field: 'endpoint', message: problem }]),
      ...(isPublicKey(body.p256dh) ? [] : [{ field: 'p256dh', message: 'must be a key of its browser' }]),
      ...(isAuthSecret(body.auth) ? [] : [{ field: 'auth', message: 'must be a secret of its browser' }]),
    ];
    if (fields.length > 0) throw validationError(fields);
    await this.devices.put(id, body);
  }

  /** Twice is once. */
  remove({ id }: UserRef, endpoint: string): Promise<void> {
    return this.devices.remove(id, endpoint);
  }

  /** Pushes a test to all of somebody's devices, at once. @throws AppError `FORBIDDEN` where the server pushes nothing */
  async test({ id }: UserRef, endpoint: string): Promise<PushOutcome[]> {
    this.requireOn();
    const devices = await this.devices.of(id);
    return Promise.all(
      devices.map(async (device) => {
        const payload = encode({ kind: 'test', language: device.language });
        const { outcome, status } = await this.sender.send(device, { payload, isUrgent: true });
        return {
          isThis: device.endpoint === endpoint,
          outcome,
          ...(status !== undefined && { status }),
        };
      }),
    );
  }

  /** Pushes to all of somebody's devices that their export is ready. A device that cannot be reached is left out. */
  async tellOfExport(userId: string): Promise<void> {
    if (this.config.get('PUSH') === 'off') return;
    for (const device of await this.devices.of(userId)) {
      const payload = encode({ kind: 'export', language: device.language });
      await this.sender
        .send(device, { payload, isUrgent: false, topic: 'export' })
        .catch((error: unknown) => {
          this.logger.warn(
            { err: error, subscriptionId: device.id },
            'an export could not be told of by a push',
          );
        });
    }
  }

  private requireOn(): void {
    if (this.config.get('PUSH') === 'off')
      throw new AppError('FORBIDDEN', 'This server pushes no messages to devices.');
  }
}
