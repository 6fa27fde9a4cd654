import { wrap } from './load-server.mjs';

const isChange = (entry) => 'kind' in entry;
/** Some of the changes, the same ones wherever they are looked at. */
const isUnlucky = ({ seq }) => seq % 4 === 0;

/** Servers that are wrong about edits, deletions or reactions. */
export const CHANGE_BUGS = {
  /** A change is committed, and nobody is ever told. */
  lose_change({ GaplessPublisher, LogRepository }) {
    const isTold = (entry) => !isChange(entry) || !isUnlucky(entry);
    wrap(
      GaplessPublisher,
      'offer',
      (offer) =>
        function (segment) {
          return offer.call(this, { ...segment, entries: segment.entries.filter(isTold) });
        },
    );
    wrap(
      LogRepository,
      'pagesAfter',
      (pagesAfter) =>
        async function (...args) {
          const pages = await pagesAfter.apply(this, args);
          return pages.map((page) => ({ ...page, entries: page.entries.filter(isTold) }));
        },
    );
  },

  /** One edit takes two positions. */
  double_change({ EditsRepository }) {
    wrap(
      EditsRepository,
      'edit',
      (edit) =>
        async function (target, ...args) {
          const outcome = await edit.call(this, target, ...args);
          if (outcome.kind === 'changed')
            await this.database.query('bug-double-change', 'SELECT room_event_add($1, $2, $3, $4)', [
              target.roomId,
              'edited',
              target.actor.id,
              target.messageId,
            ]);
          return outcome;
        },
    );
  },

  /** A change reaches everybody twice, the second time behind what came meanwhile. */
  tell_twice({ LiveDelivery }) {
    wrap(
      LiveDelivery,
      'deliver',
      (deliver) =>
        function (roomId, entries) {
          deliver.call(this, roomId, entries);
          const again = entries.filter(isChange);
          if (again.length > 0) deliver.call(this, roomId, again);
        },
    );
  },

  /** A reaction is acked and not stored. */
  forget_reaction({ ReactionsRepository }) {
    let count = 0;
    wrap(
      ReactionsRepository,
      'set',
      (set) =>
        async function (wishes) {
          const kept = wishes.filter(() => (count += 1) % 3 !== 0);
          const outcomes = kept.length === 0 ? [] : await set.call(this, kept);
          return wishes.map((wish) => outcomes[kept.indexOf(wish)] ?? { kind: 'unchanged' });
        },
    );
  },

  /** A deleted message is called deleted, and goes on being told. */
  show_deleted({ EditsRepository }) {
    wrap(
      EditsRepository,
      'delete',
      (remove) =>
        async function (target, ...args) {
          const [row] = await this.database.query('bug-text', 'SELECT text FROM "Message" WHERE id = $1', [
            target.messageId,
          ]);
          const outcome = await remove.call(this, target, ...args);
          if (outcome.kind === 'changed')
            await this.database.query('bug-show-deleted', 'UPDATE "Message" SET text = $2 WHERE id = $1', [
              target.messageId,
              row.text,
            ]);
          return outcome;
        },
    );
  },

  /** Who comes back is told quotes as they were, also of what was deleted since. */
  stale_quote({ LogTail }) {
    wrap(LogTail, 'requote', () => () => undefined);
  },

  /** A change comes with the state that its message had before. */
  stale_state({ GaplessPublisher }) {
    const states = new Map();
    wrap(
      GaplessPublisher,
      'offer',
      (offer) =>
        function (segment) {
          const entries = segment.entries.map((entry) => {
            const message = isChange(entry) ? entry.message : entry;
            const before = states.get(message.messageId);
            states.set(message.messageId, message);
            return isChange(entry) && before ? { ...entry, message: before } : entry;
          });
          return offer.call(this, { ...segment, entries });
        },
    );
  },
};
