import { wrap } from './load-server.mjs';

let armed;
let isInstalled = false;

/**
 * The process kills itself the next time it comes to that point:
 * - `before_commit`: the statement that stores a batch has run, its transaction is still open
 * - `mid_batch`: half of a batch is committed and the other half is not
 * - `after_commit`: everything is committed, nobody has heard of it
 * - `before_emit`: committed and announced, before anything is written to a socket
 * - `after_emit`: what all others are told is on its way; acks may or may not be
 *
 * The first and the third are there for an edit, a deletion and reactions too (`edit_before_commit`), `change_after_emit`
 * for any of them.
 */
export function armFailpoint(name, server) {
  if (!isInstalled) install(server);
  isInstalled = true;
  armed = name;
}

function install(server) {
  const { databaseError, MessageRepository, EditsRepository, ReactionsRepository } = server;
  for (const [type, method, what] of [
    [EditsRepository, 'edit', 'edit'],
    [EditsRepository, 'delete', 'delete'],
    [ReactionsRepository, 'set', 'react'],
  ])
    installAround({ type, method, what, databaseError });
  installAtSend(databaseError, MessageRepository);
  installAtEmit(server);
}

/** Around the statement that changes a message. */
function installAround({ type, method, what, databaseError }) {
  wrap(
    type,
    method,
    (change) =>
      async function (...args) {
        const point = `${what}_before_commit`;
        if (armed === point) {
          await openCall(this, change, args, databaseError);
          crashAt(point);
        }
        const outcome = await change.apply(this, args);
        crashAt(`${what}_after_commit`);
        return outcome;
      },
  );
}

function openCall(repository, method, args, databaseError) {
  return inOpenTransaction(repository.database, (database) =>
    method.apply(withDatabase(repository, database), args),
  ).catch((error) => {
    throw databaseError(error);
  });
}

function installAtSend(databaseError, MessageRepository) {
  wrap(
    MessageRepository,
    'send',
    (send) =>
      async function (batch) {
        if (armed === 'before_commit') {
          await openCall(this, send, [batch], databaseError);
          crashAt('before_commit');
        }
        if (armed === 'mid_batch' && batch.length > 1) {
          await send.call(this, batch.slice(0, Math.floor(batch.length / 2)));
          crashAt('mid_batch');
        }
        const outcomes = await send.call(this, batch);
        crashAt('after_commit');
        return outcomes;
      },
  );
}

function installAtEmit({ EventBus, LiveDelivery, entriesCommitted }) {
  wrap(
    LiveDelivery,
    'deliver',
    (deliver) =>
      function (...args) {
        crashAt('before_emit');
        return deliver.apply(this, args);
      },
  );
  wrap(
    EventBus,
    'announce',
    (announce) =>
      function (type, payload) {
        announce.call(this, type, payload);
        if (type !== entriesCommitted) return;
        crashAt('after_emit');
        if (payload.entries.some((entry) => 'kind' in entry)) crashAt('change_after_emit');
      },
  );
}

function crashAt(name) {
  if (armed === name) process.kill(process.pid, 'SIGKILL');
}

/** Runs the work in a transaction of its own. @returns its result and the means to commit or roll back */
export async function inOpenTransaction(database, work) {
  const client = await database.pool.connect();
  await client.query('BEGIN');
  const query = async (name, text, values = []) =>
    (await client.query({ name, text, values: [...values] })).rows;
  const end = (command) => client.query(command).finally(() => client.release());
  try {
    return { result: await work({ query }), commit: () => end('COMMIT'), rollBack: () => end('ROLLBACK') };
  } catch (error) {
    await end('ROLLBACK');
    throw error;
  }
}

/** The repository as it is, on another database. */
export function withDatabase(repository, database) {
  return Object.assign(Object.create(Object.getPrototypeOf(repository)), repository, { database });
}
