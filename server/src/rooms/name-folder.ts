import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { NameRepository } from './name.repository.js';
import { nameKey } from './room-name.js';

const PAGE = 500;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/**
 * Folds the names of rooms anew when the rule has changed since they were written: at the start, page by page, and
 * only those. Cut off in between, the next start goes on; several processes at once do no harm.
 */
@Injectable()
export class NameFolder implements OnModuleInit {
  private readonly logger = new Logger(NameFolder.name);

  constructor(private readonly names: NameRepository) {}

  async onModuleInit(): Promise<void> {
    let count = 0;
    let last = BEFORE_ALL;
    for (;;) {
      const rooms = await this.names.outdatedBehind(last, PAGE);
      const end = rooms.at(-1);
      if (!end) break;
      await this.names.write(rooms.map(({ id, name }) => ({ id, nameKey: nameKey(name) })));
      last = end.id;
      count += rooms.length;
    }
    if (count > 0) this.logger.log({ rooms: count }, 'names of rooms folded anew');
  }
}
