import { setTimeout as delay } from 'node:timers/promises';
import { inOpenTransaction, withDatabase } from './failpoints.mjs';
import { CHANGE_BUGS } from './change-bugs.mjs';
import { CLUSTER_BUGS } from './cluster-bugs.mjs';
import { FILE_BUGS } from './file-bugs.mjs';
import { MEMBERSHIP_BUGS } from './membership-bugs.mjs';
import { wrap } from './load-server.mjs';

const COMMIT_DELAY_MS = 150;

/** Servers that are wrong in a known way, each of which the checker has to catch. */
const BUGS = {
  /** Everybody hears of messages that are not committed yet. */
  emit_before_commit: ({ MessageRepository, EventBus, entriesCommitted }) =>
    announceBeforeCommit(MessageRepository, EventBus, entriesCommitted),

  /** Other servers hear of them. */
  publish_before_commit: ({ MessageRepository, EventBus, segmentStored }) =>
    announceBeforeCommit(MessageRepository, EventBus, segmentStored),

  /** The sender is told that a message is stored before it is. */
  ack_before_commit({ MessageRepository }) {
    wrap(
      MessageRepository,
      'send',
      (send) =>
        async function (batch) {
          const { result, commit } = await openSend(this, send, batch);
          void delay(COMMIT_DELAY_MS)
            .then(commit)
            .catch(() => undefined);
          return result;
        },
    );
  },

  /** A missed page is looked up by the time of the last message instead of by its position. */
  ts_cursor({ Backlogs }) {
    wrap(
      Backlogs,
      'read',
      (read) =>
        async function (plans) {
          const pages = await read.call(this, plans);
          for (const { roomId, read: wanted } of plans) {
            if (wanted.kind !== 'after' || wanted.seq === 0) continue;
            const cursor = { roomId, seq: wanted.seq - 1, headSeq: wanted.seq };
            const [{ entries: before }] = await this.log.pagesAfter([cursor], 1);
            const page = pages.get(roomId);
            if (before[0] && page)
              page.entries = page.entries.filter((entry) => timeOf(entry) > timeOf(before[0]));
          }
          return pages;
        },
    );
  },

  /** A repeated send is stored again. */
  no_dedupe({ MessageRepository }) {
    let count = 0;
    const another = (message) => ({
      ...message,
      clientMsgId: `${message.clientMsgId}-${(count += 1)}`.slice(-64),
    });
    wrap(
      MessageRepository,
      'send',
      (send) =>
        function (batch) {
          return send.call(this, batch.map(another));
        },
    );
  },

  /** What a slow reader has not read yet is thrown away, and nobody tells it. */
  drop_slow({ SlowReaders }) {
    wrap(
      SlowReaders,
      'look',
      () =>
        function (socket) {
          const { writeBuffer } = socket.conn;
          if (writeBuffer.length > 16) writeBuffer.splice(8);
        },
    );
  },
};

/** @throws Error for a bug that nobody knows */
export async function installBug(name, server) {
  if (!name) return;
  const bugs = { ...BUGS, ...CHANGE_BUGS, ...MEMBERSHIP_BUGS, ...CLUSTER_BUGS, ...FILE_BUGS };
  if (!(name in bugs)) throw new Error(`there is no bug ${name}`);
  await bugs[name](server);
}

function announceBeforeCommit(MessageRepository, EventBus, event) {
  let bus;
  wrap(
    EventBus,
    'on',
    (on) =>
      function (...args) {
        bus = this;
        return on.apply(this, args);
      },
  );
  wrap(
    MessageRepository,
    'send',
    (send) =>
      async function (batch) {
        const { result, commit } = await openSend(this, send, batch);
        for (const [roomId, entries] of byRoom(createdOf(batch, result)))
          bus.announce(event, {
            roomId,
            entries,
            firstSeq: entries[0].seq,
            lastSeq: entries.at(-1).seq,
          });
        await delay(COMMIT_DELAY_MS);
        await commit();
        return result;
      },
  );
}

function timeOf(entry) {
  return 'kind' in entry ? entry.at : entry.createdAt;
}

function openSend(repository, send, batch) {
  return inOpenTransaction(repository.database, (database) =>
    send.call(withDatabase(repository, database), batch),
  );
}

function createdOf(batch, outcomes) {
  return batch.flatMap((message, index) =>
    outcomes[index].kind === 'stored'
      ? [{ ...message, ...outcomes[index].message, sender: { id: message.senderId, username: '' } }]
      : [],
  );
}

function byRoom(messages) {
  const rooms = new Map();
  for (const message of messages) rooms.set(message.roomId, [...(rooms.get(message.roomId) ?? []), message]);
  return rooms;
}
