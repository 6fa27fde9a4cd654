import { pathToFileURL } from 'node:url';
import { dirname, join } from 'node:path';

/** What the faults and bugs of this folder wrap and use of the built server. */
export async function loadServer() {
  const load = (path) => import(pathToFileURL(join(dirname(process.argv[1]), path)).href);
  const [database, messages, backlogs, delivery, slowReaders, bus, events] = await Promise.all([
    load('prisma/database.js'),
    load('chat/send/message.repository.js'),
    load('log/backlogs.js'),
    load('log/live-delivery.js'),
    load('realtime/slow-readers.js'),
    load('events/event-bus.js'),
    load('log/log.events.js'),
  ]);
  return {
    databaseError: database.databaseError,
    MessageRepository: messages.MessageRepository,
    Backlogs: backlogs.Backlogs,
    LiveDelivery: delivery.LiveDelivery,
    SlowReaders: slowReaders.SlowReaders,
    EventBus: bus.EventBus,
    messagesCreated: events.messagesCreated,
  };
}

/**
 * Puts another function in the place of a method. `make` gets the method and gives back its replacement.
 * @throws Error when there is no such method: the server was rebuilt and this folder has to follow
 */
export function wrap(type, name, make) {
  const original = type?.prototype?.[name];
  if (typeof original !== 'function') throw new Error(`${type?.name ?? 'the class'} has no method ${name}`);
  type.prototype[name] = make(original);
}
