import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { FileLogins } from '../auth/index.js';
import { AppError } from '../common/index.js';
import { FileStore, handOut } from '../files/index.js';
import { ExportsRepository } from './exports.repository.js';
import { stateOf } from './personal-exports.js';

/** Hands out the file to its person, and to nobody else. */
@Injectable()
export class DownloadExport {
  constructor(
    private readonly exports: ExportsRepository,
    private readonly store: FileStore,
    private readonly logins: FileLogins,
  ) {}

  /** What is not there, or is over, is the same as what is not theirs. @throws AppError `UNAUTHENTICATED`, `NOT_FOUND` */
  async answer(id: string, request: Request, response: Response): Promise<void> {
    response.setHeader('Cache-Control', 'private, no-store');
    const user = await this.logins.identify(request.headers);
    const row = await this.exports.find(user.id);
    const isTheirs = row?.id === id && stateOf(row).state === 'ready';
    const bytes = isTheirs && row.key !== null ? await this.store.read(row.key) : undefined;
    if (!bytes || !row) throw new AppError('NOT_FOUND', 'There is no such file.');
    const day = row.askedAt.toISOString().slice(0, 10);
    response.setHeader('Content-Type', 'application/zip');
    response.setHeader('Content-Disposition', `attachment; filename="chatket-${row.username}-${day}.zip"`);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    response.setHeader('Content-Length', row.size ?? 0);
    await this.exports.seen(user.id).catch((error: unknown) => {
      bytes.destroy();
      throw error;
    });
    await handOut(bytes, response);
  }
}
