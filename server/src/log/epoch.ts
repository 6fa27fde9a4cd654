import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EpochRepository } from './epoch.repository.js';

/**
 * In which life the database is. Positions in a log mean something in one life only: when a database was restored from
 * a copy, other entries may have taken the seqs that clients remember.
 */
@Injectable()
export class Epoch implements OnModuleInit {
  private value = '';

  constructor(private readonly epochs: EpochRepository) {}

  async onModuleInit(): Promise<void> {
    this.value = await this.epochs.current();
  }

  get current(): string {
    return this.value;
  }
}
