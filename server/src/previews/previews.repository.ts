import { Injectable } from '@nestjs/common';
import { ACTIONS, type PreviewShow, type UserRef } from '@chatket/contract';
import { Database, safeInteger } from '../prisma/index.js';
import { nameableMessage } from '../rooms/access/index.js';
import type { PreviewLink } from './links-in.js';

/** What became of it; the names of the SQL functions. */
interface Changed {
  kind: 'changed';
  seq: number;
  at: string;
}
export type SetOutcome = Changed | { kind: 'unchanged' | 'gone' };
export type ShowOutcome =
  | Changed
  | {
      kind: 'unchanged' | 'not_member' | 'no_message' | 'forbidden' | 'moderated' | 'deleted' | 'no_preview';
    };

interface Row<Outcome> {
  outcome: Outcome;
  seq: string;
  at: Date;
}

const TARGET = nameableMessage('$1::uuid', '$4::uuid', '$2::uuid');

/** What messages show of pages. It locks their room. */
@Injectable()
export class PreviewsRepository {
  constructor(private readonly database: Database) {}

  /** The rules are those of the SQL function `previews_set`. @param text that the links were found in */
  async set(
    { roomId, messageId, text }: { roomId: string; messageId: string; text: string },
    links: readonly PreviewLink[],
  ): Promise<SetOutcome> {
    const rows = await this.database.query<Row<SetOutcome['kind']>>(
      'previews-set',
      'SELECT outcome, seq, at FROM previews_set($1, $2, $3, $4::jsonb)',
      [roomId, messageId, text, JSON.stringify(links)],
    );
    return outcomeOf<SetOutcome>(rows);
  }

  /** The rules are those of the SQL function `preview_show`. */
  async show(actor: UserRef, { roomId, messageId, previewId, on }: PreviewShow): Promise<ShowOutcome> {
    const rows = await this.database.query<Row<ShowOutcome['kind']>>(
      'preview-show',
      `SELECT outcome, seq, at FROM preview_show($1, ${TARGET}, $3, $4, $5, $6)`,
      [roomId, messageId, previewId, actor.id, on, ACTIONS.showPreview.othersRole],
    );
    return outcomeOf<ShowOutcome>(rows);
  }
}

function outcomeOf<Outcome extends { kind: string }>([row]: Row<Outcome['kind']>[]): Outcome | Changed {
  if (!row) throw new Error('a change has one outcome');
  if (row.outcome !== 'changed') return { kind: row.outcome } as Outcome;
  return { kind: 'changed', seq: safeInteger(row.seq), at: row.at.toISOString() };
}
