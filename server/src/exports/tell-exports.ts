import { Injectable } from '@nestjs/common';
import { NoticeMails } from '../auth/index.js';
import { PushDevices } from '../push/index.js';
import { Fanout, TAKING_NEWS } from '../realtime/index.js';
import { ExportsRepository } from './exports.repository.js';
import { stateOf } from './personal-exports.js';

/** Tells somebody that their export is ready: on their devices, by push, and by mail where they have an address. */
@Injectable()
export class TellExports {
  constructor(
    private readonly exports: ExportsRepository,
    private readonly fanout: Fanout,
    private readonly pushes: PushDevices,
    private readonly mails: NoticeMails,
  ) {}

  /** Cut off anywhere, it may be done again: they are told once more. */
  async ready(userId: string, id: string): Promise<void> {
    await this.changed(userId);
    this.mails.changed({ id: userId }, 'export-ready');
    await this.pushes.tellOfExport(userId);
    await this.exports.told(id);
  }

  /** On the devices that are connected. */
  async changed(userId: string): Promise<void> {
    const row = await this.exports.find(userId);
    this.fanout.toUser({ userId, modes: TAKING_NEWS }, 'export:changed', stateOf(row));
  }
}
