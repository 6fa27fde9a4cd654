import { Injectable } from '@nestjs/common';
import { OrdinaryDatabase } from '../prisma/index.js';

@Injectable()
export class NoticeRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  async notify(channel: string, text: string): Promise<void> {
    await this.database.query('cluster-notify', 'SELECT pg_notify($1, $2)', [channel, text]);
  }
}
