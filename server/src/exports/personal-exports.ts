import { Injectable } from '@nestjs/common';
import { EXPORT_LIMITS, type ExportLanguage, type MyExport, type UserRef } from '@chatket/contract';
import { Sessions } from '../auth/index.js';
import { AppError, newId } from '../common/index.js';
import { Jobs } from '../jobs/index.js';
import { MAKE_EXPORT, termsOf } from './export-job.js';
import { type ExportRow, ExportsRepository } from './exports.repository.js';

const HOUR_MS = 60 * 60 * 1_000;

/** All that the server keeps about somebody, as one file, for themselves. */
@Injectable()
export class PersonalExports {
  constructor(
    private readonly exports: ExportsRepository,
    private readonly sessions: Sessions,
    private readonly jobs: Jobs,
  ) {}

  async read({ id }: UserRef): Promise<MyExport> {
    return stateOf(await this.exports.find(id));
  }

  /**
   * Asks for one. While one is under way that is all there is.
   * @param sessionId of the login that asks
   * @throws AppError `FRESH_LOGIN`; `LIMIT_REACHED` so soon after the last one; `UNAVAILABLE`
   */
  async ask(actor: UserRef, language: ExportLanguage, sessionId?: string): Promise<MyExport> {
    await this.sessions.requireFresh(actor, sessionId);
    await this.jobs.ready();
    const { id: userId } = actor;
    const id = newId();
    await this.exports.transaction(async (statements) => {
      if (await this.exports.ask(statements, { id, userId, language }))
        await this.jobs.put(statements, MAKE_EXPORT, { userId, id }, termsOf(userId));
    });
    const row = await this.exports.find(userId);
    if (row?.readyAt && row.id !== id)
      throw new AppError('LIMIT_REACHED', 'There is one that was made within a day.');
    return stateOf(row);
  }
}

/** What its person is told of an export. */
export function stateOf(row: ExportRow | undefined): MyExport {
  if (!row || row.isOver) return { state: 'none' };
  const { id, askedAt, readyAt, expiresAt, size, failed, isReplaceable } = row;
  const asked = { askedAt: askedAt.toISOString() };
  if (failed !== null) return { state: 'failed', ...asked };
  if (!readyAt || !expiresAt) return { state: 'underWay', ...asked };
  const nextAt = new Date(askedAt.getTime() + EXPORT_LIMITS.againHours * HOUR_MS).toISOString();
  return {
    ...{ state: 'ready', id, ...asked, size: size ?? 0 },
    ...{ readyAt: readyAt.toISOString(), expiresAt: expiresAt.toISOString() },
    ...(!isReplaceable && { nextAt }),
  };
}
