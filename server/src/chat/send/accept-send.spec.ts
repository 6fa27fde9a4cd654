import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { CLIENT_MSG_ID_PATTERN, LIMITS } from '@chatket/contract';
import fc from 'fast-check';
import { type Accept, parse } from '../../common/index.js';
import { acceptHistory, acceptLog, acceptPage, acceptRoom } from '../history/accept-page.js';
import { HistoryDto, HistoryRoomDto, LogPageDto, RoomPageDto } from '../history/history.dto.js';
import { acceptReact } from '../../reactions/accept-react.js';
import { MessageReactDto } from '../../reactions/reactions.dto.js';
import { acceptSync } from '../sync/accept-sync.js';
import { RoomsSyncDto } from '../sync/sync.dto.js';
import { acceptSend } from './accept-send.js';
import { SendMessageDto } from './send.dto.js';

// The same inputs each time, so that a red run can be seen again; another FUZZ_SEED looks elsewhere.
fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 1) });

const RUNS = { numRuns: 300 };

/** What `parse` gives, as plain values; nothing when it refuses. */
function parsed(dto: new () => object, payload: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(parse(dto, payload)));
  } catch {
    return undefined;
  }
}

function agrees(dto: new () => object, accept: Accept<object>) {
  return (payload: unknown) => {
    const accepted = accept(payload);
    if (accepted !== undefined) expect(accepted).toEqual(parsed(dto, payload));
  };
}

const ids = fc.oneof(
  fc.uuid(),
  fc.uuid().map((id) => id.toUpperCase()),
);
const keys = fc.stringMatching(CLIENT_MSG_ID_PATTERN);
const oddTexts = fc.constantFrom(
  '',
  ' ',
  ' x ',
  '\0',
  'a\0',
  '\ud800',
  '\u200b',
  '\u2800',
  '\n',
  'x'.repeat(LIMITS.messageTextMax),
  'x'.repeat(LIMITS.messageTextMax + 1),
  'x'.repeat(LIMITS.longTextBound),
  'x'.repeat(LIMITS.longTextBound + 1),
  '😀'.repeat(LIMITS.longTextBound),
);
const texts = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), oddTexts);
const oddNumbers = fc.constantFrom(
  0,
  -0,
  -1,
  0.5,
  1e300,
  Number.MAX_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER + 1,
);
const seqs = fc.oneof(fc.nat(), oddNumbers, fc.string());
const extras = fc.oneof(fc.constant({}), fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 2 }));

const sends = fc
  .tuple(
    fc.record(
      {
        roomId: fc.oneof(ids, fc.jsonValue()),
        text: fc.oneof(texts, fc.jsonValue()),
        clientMsgId: fc.oneof(keys, fc.jsonValue()),
        replyToId: fc.oneof(ids, fc.jsonValue()),
      },
      { requiredKeys: [] },
    ),
    extras,
  )
  .map(([send, extra]) => ({ ...send, ...extra }));
const cursors = fc
  .tuple(
    fc.record(
      {
        roomId: fc.oneof(ids, fc.jsonValue()),
        lastSeq: seqs,
        lastSeenAt: fc.string(),
        epoch: fc.oneof(ids, fc.jsonValue()),
      },
      { requiredKeys: ['roomId'] },
    ),
    extras,
  )
  .map(([cursor, extra]) => ({ ...cursor, ...extra }));
const syncs = fc.record({
  rooms: fc.oneof(fc.array(cursors, { maxLength: LIMITS.syncRoomsMax + 1 }), fc.jsonValue()),
});
const pages = fc
  .tuple(
    fc.record(
      {
        roomId: fc.oneof(ids, fc.jsonValue()),
        limit: fc.oneof(seqs, fc.integer({ min: 1, max: LIMITS.historyPageMax + 1 })),
        before: fc.oneof(ids, fc.jsonValue()),
        after: fc.oneof(ids, fc.jsonValue()),
        around: fc.oneof(ids, fc.jsonValue()),
      },
      { requiredKeys: ['roomId'] },
    ),
    extras,
  )
  .map(([page, extra]) => ({ ...page, ...extra }));

describe('the short ways of validation', () => {
  it('a message is taken only as its DTO takes it', () => {
    fc.assert(fc.property(fc.oneof(sends, fc.jsonValue()), agrees(SendMessageDto, acceptSend)), RUNS);
  });

  it('a reaction is taken only as its DTO takes it', () => {
    const reactions = fc
      .tuple(
        fc.record(
          {
            roomId: fc.oneof(ids, fc.jsonValue()),
            messageId: fc.oneof(ids, fc.jsonValue()),
            emoji: fc.oneof(texts, fc.constantFrom('👍', 'x'.repeat(64), 'x'.repeat(65)), fc.jsonValue()),
            on: fc.oneof(fc.boolean(), fc.jsonValue()),
          },
          { requiredKeys: [] },
        ),
        extras,
      )
      .map(([reaction, extra]) => ({ ...reaction, ...extra }));
    fc.assert(fc.property(fc.oneof(reactions, fc.jsonValue()), agrees(MessageReactDto, acceptReact)), RUNS);
    const reaction = fc.record({
      roomId: fc.uuid(),
      messageId: fc.uuid(),
      emoji: fc.constantFrom('👍', '❤️', '👨‍👩‍👧‍👦'),
      on: fc.boolean(),
    });
    fc.assert(
      fc.property(reaction, extras, (payload, added) =>
        expect(acceptReact({ ...added, ...payload })).toEqual(payload),
      ),
      RUNS,
    );
  });

  it('a sync is taken only as its DTO takes it', () => {
    fc.assert(fc.property(fc.oneof(syncs, fc.jsonValue()), agrees(RoomsSyncDto, acceptSync)), RUNS);
  });

  it('a page is taken only as its DTO takes it', () => {
    fc.assert(fc.property(fc.oneof(pages, fc.jsonValue()), agrees(RoomPageDto, acceptPage)), RUNS);
  });

  it('a page over REST is taken only as its DTOs take it', () => {
    const limits = fc.oneof(
      fc.integer({ min: -1, max: LIMITS.historyPageMax + 1 }).map(String),
      fc.constantFrom('', ' 5', '05', '1e1', '+7', '1.0'),
      fc.jsonValue(),
    );
    const anchors = fc.oneof(ids, fc.jsonValue());
    const queries = fc
      .tuple(
        fc.record({ limit: limits, before: anchors, after: anchors, around: anchors }, { requiredKeys: [] }),
        extras,
      )
      .map(([query, extra]) => ({ ...query, ...extra }));
    const rooms = fc.record({ id: anchors }, { requiredKeys: [] });
    fc.assert(fc.property(fc.oneof(queries, fc.jsonValue()), agrees(HistoryDto, acceptHistory)), RUNS);
    fc.assert(fc.property(fc.oneof(queries, fc.jsonValue()), agrees(LogPageDto, acceptLog)), RUNS);
    fc.assert(fc.property(fc.oneof(rooms, fc.jsonValue()), agrees(HistoryRoomDto, acceptRoom)), RUNS);
    expect(acceptHistory({ limit: '50', before: '0193f1d2-7f00-7b31-8c77-41c0de5a9b02' })).toEqual({
      limit: 50,
      before: '0193f1d2-7f00-7b31-8c77-41c0de5a9b02',
    });
  });

  it('what clients send goes the short way, and what newer ones add to it is absent', () => {
    const additions = fc.record(
      {
        quotes: fc.option(fc.uuid()),
        mentions: fc.array(fc.uuid()),
        extra: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    const send = fc.record({
      roomId: fc.uuid(),
      text: fc.string({ minLength: 1 }).filter((text) => text.trim() === text),
      clientMsgId: keys,
    });
    const sync = fc.record({
      rooms: fc.array(fc.record({ roomId: fc.uuid(), lastSeq: fc.nat() }), {
        minLength: 1,
        maxLength: LIMITS.syncRoomsMax,
      }),
    });
    fc.assert(
      fc.property(send, additions, (payload, added) =>
        expect(acceptSend({ ...payload, ...added })).toEqual(payload),
      ),
      RUNS,
    );
    const page = fc
      .tuple(
        fc.record({ roomId: fc.uuid() }),
        fc.record({ limit: fc.integer({ min: 1, max: LIMITS.historyPageMax }) }, { requiredKeys: [] }),
        fc.constantFrom('before', 'after', 'around', 'end'),
        fc.uuid(),
      )
      .map(([room, limit, anchor, id]) => ({ ...room, ...limit, ...(anchor !== 'end' && { [anchor]: id }) }));
    fc.assert(
      fc.property(page, additions, (payload, added) =>
        expect(acceptPage({ ...payload, ...added })).toEqual(payload),
      ),
      RUNS,
    );
    fc.assert(
      fc.property(sync, additions, (payload, added) => {
        const rooms = payload.rooms.map((room) => ({ ...room, ...added }));
        expect(acceptSync({ ...added, rooms })).toEqual(payload);
      }),
      RUNS,
    );
  });
});
