import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { MemberChange, MessageChange } from '@chatket/contract';
import { MessageView } from '../chat/message/index.js';
import { EventBus } from '../events/index.js';
import { memberJoined, memberLeft, memberRoleChanged } from '../members/index.js';
import { roomChanged } from '../rooms/profile/index.js';
import { ChangeSteps, type ReactionStep } from './change-steps.js';
import { GaplessPublisher } from './gapless-publisher.js';

/** A change of a message that was committed. */
export interface CommittedChange extends Pick<MessageChange, 'seq' | 'what' | 'at' | 'by'> {
  roomId: string;
  messageId: string;
  /** What each person did, where several may have. */
  steps?: readonly ReactionStep[];
}

/** Brings committed changes out of the room, with the state in which their target is now. */
@Injectable()
export class ChangePublisher implements OnModuleInit {
  constructor(
    private readonly views: MessageView,
    private readonly publisher: GaplessPublisher,
    private readonly steps: ChangeSteps,
    private readonly events: EventBus,
  ) {}

  /** Folders below the log announce what they have committed. */
  onModuleInit(): void {
    for (const event of [memberJoined, memberLeft, memberRoleChanged])
      this.events.on(event, ({ roomId, entry }) => {
        if (entry) this.publishMember(roomId, entry);
      });
    // The room as it is then is read with the entry.
    this.events.on(roomChanged, ({ roomId, seq }) => {
      this.publisher.note(roomId, seq);
    });
  }

  /** The state is read after the commit; what cannot be read now is known to be there, and is read later. */
  async publish({ roomId, messageId, steps, ...change }: CommittedChange): Promise<void> {
    if (steps) this.steps.note({ roomId, seq: change.seq }, steps);
    const message = await this.views.find(messageId).catch(() => undefined);
    if (message) {
      const entry: MessageChange = { ...change, kind: 'message', message };
      this.publisher.offer({ roomId, firstSeq: change.seq, lastSeq: change.seq, entries: [entry] });
    } else this.publisher.note(roomId, change.seq);
  }

  private publishMember(roomId: string, entry: MemberChange): void {
    this.publisher.offer({ roomId, firstSeq: entry.seq, lastSeq: entry.seq, entries: [entry] });
  }
}
