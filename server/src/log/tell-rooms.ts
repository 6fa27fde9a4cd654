import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { LogEntry } from '@chatket/contract';
import { ClusterBus } from '../cluster/index.js';
import { EventBus } from '../events/index.js';
import { ChangeSteps, type ReactionStep } from './change-steps.js';
import { GaplessPublisher } from './gapless-publisher.js';
import { headNoted, type Segment, segmentStored } from './log.events.js';

/** In bytes, of what is told of a room at once; one entry that is larger is told of by its seq. */
const MAX_PIECE = 7_000;
const ROOM_ID_LENGTH = 36;

interface Piece extends Pick<Segment, 'firstSeq' | 'lastSeq' | 'entries'> {
  steps?: [seq: number, steps: readonly ReactionStep[]][];
}

/**
 * Brings what is committed here to the other processes, and what they have committed to those who follow it here. It may be
 * lost: whoever hears of something behind it, or looks at the heads, reads it.
 */
@Injectable()
export class TellRooms implements OnModuleInit {
  constructor(
    private readonly bus: ClusterBus,
    private readonly events: EventBus,
    private readonly publisher: GaplessPublisher,
    private readonly steps: ChangeSteps,
  ) {}

  onModuleInit(): void {
    this.events.on(segmentStored, (segment) => {
      if (this.bus.hasPeers) this.tell(segment);
    });
    this.events.on(headNoted, ({ roomId, seq }) => {
      if (this.bus.hasPeers) this.tellHead(roomId, seq);
    });
    this.bus.on('rooms', (text) => this.hear(text));
    this.bus.on('heads', (text) => {
      const [roomId = '', seq] = text.split(' ');
      this.publisher.learn(roomId, Number(seq));
    });
  }

  private tell({ roomId, firstSeq, lastSeq, entries }: Segment): void {
    let first = firstSeq;
    let gathered: string[] = [];
    let length = 0;
    const send = (last: number) => {
      if (gathered.length > 0) this.tellPiece(roomId, { firstSeq: first, lastSeq: last }, gathered);
      [first, gathered, length] = [last + 1, [], 0];
    };
    for (const entry of entries) {
      const json = JSON.stringify(entry);
      const size = Buffer.byteLength(json);
      if (length + size > MAX_PIECE) send(entry.seq - 1);
      if (size > MAX_PIECE) {
        this.tellHead(roomId, entry.seq);
        first = entry.seq + 1;
        continue;
      }
      gathered.push(json);
      length += size;
    }
    send(lastSeq);
  }

  private tellPiece(
    roomId: string,
    { firstSeq, lastSeq }: Pick<Segment, 'firstSeq' | 'lastSeq'>,
    entries: string[],
  ): void {
    const steps: Piece['steps'] = [];
    for (let seq = firstSeq; seq <= lastSeq; seq += 1) {
      const ofSeq = this.steps.of(roomId, seq);
      if (ofSeq.length > 0) steps.push([seq, ofSeq]);
    }
    const told = steps.length > 0 ? `,"steps":${JSON.stringify(steps)}` : '';
    const range = `"firstSeq":${String(firstSeq)},"lastSeq":${String(lastSeq)}`;
    void this.bus.tellOthers('rooms', `${roomId}{${range},"entries":[${entries.join(',')}]${told}}`);
  }

  private tellHead(roomId: string, seq: number): void {
    void this.bus.tellOthers('heads', `${roomId} ${String(seq)}`);
  }

  private hear(text: string): void {
    const roomId = text.slice(0, ROOM_ID_LENGTH);
    if (!this.publisher.isOpen(roomId)) return;
    const { firstSeq, lastSeq, entries, steps } = JSON.parse(text.slice(ROOM_ID_LENGTH)) as Piece & {
      entries: LogEntry[];
    };
    for (const [seq, ofSeq] of steps ?? []) this.steps.note({ roomId, seq }, ofSeq);
    this.publisher.hear({ roomId, firstSeq, lastSeq, entries });
  }
}
