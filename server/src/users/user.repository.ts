import { Injectable } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { newId } from '../common/index.js';
import { PrismaService } from '../prisma/index.js';

const REF = { id: true, username: true } as const;

@Injectable()
export class UserRepository {
  constructor(private readonly prisma: PrismaService) {}

  findById(id: string): Promise<UserRef | null> {
    return this.prisma.db.user.findUnique({ where: { id }, select: REF });
  }

  /** The user of that name, made if there is none yet. Two calls at once make one user. */
  ensure(username: string): Promise<UserRef> {
    return this.prisma.db.user.upsert({
      where: { username },
      create: { id: newId(), username },
      update: {},
      select: REF,
    });
  }

  async ensureWithId(user: UserRef): Promise<void> {
    await this.prisma.db.user.createMany({ data: [user], skipDuplicates: true });
  }
}
