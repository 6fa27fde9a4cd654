import { pathToFileURL } from 'node:url';
import { dirname, join } from 'node:path';

/** What the faults and bugs of this folder wrap and use of the built server. */
export async function loadServer() {
  const load = (path) => import(pathToFileURL(join(dirname(process.argv[1]), path)).href);
  const [
    database,
    messages,
    edits,
    reactions,
    log,
    backlogs,
    delivery,
    slowReaders,
    bus,
    events,
    tail,
    publisher,
    fanout,
    carried,
    heads,
    clusterFanout,
    sweep,
    sweepRows,
    localStore,
    previews,
    children,
    presences,
    limiter,
    redis,
    living,
  ] = await Promise.all([
    load('prisma/database.js'),
    load('chat/send/message.repository.js'),
    load('edits/edits.repository.js'),
    load('reactions/reactions.repository.js'),
    load('log/log.repository.js'),
    load('log/backlogs.js'),
    load('log/live-delivery.js'),
    load('realtime/slow-readers.js'),
    load('events/event-bus.js'),
    load('log/log.events.js'),
    load('log/log-tail.js'),
    load('log/gapless-publisher.js'),
    load('realtime/socket-io.fanout.js'),
    load('cluster/carried.bus.js'),
    load('log/heads-poll.js'),
    load('realtime/cluster.fanout.js'),
    load('files/sweep-files.js'),
    load('files/sweep.repository.js'),
    load('files/local.file-store.js'),
    load('previews/make-previews.js'),
    load('media/child-worker.js'),
    load('presence/redis.presence-store.js'),
    load('rate-limit/redis.rate-limiter.js'),
    load('redis/redis-link.js'),
    load('auth/sessions/living-sockets.js'),
  ]);
  return {
    databaseError: known(database, 'databaseError'),
    MessageRepository: known(messages, 'MessageRepository'),
    EditsRepository: known(edits, 'EditsRepository'),
    ReactionsRepository: known(reactions, 'ReactionsRepository'),
    LogRepository: known(log, 'LogRepository'),
    LogTail: known(tail, 'LogTail'),
    SocketIoFanout: known(fanout, 'SocketIoFanout'),
    ClusterFanout: known(clusterFanout, 'ClusterFanout'),
    CarriedBus: known(carried, 'CarriedBus'),
    HeadsPoll: known(heads, 'HeadsPoll'),
    segmentStored: known(events, 'segmentStored'),
    GaplessPublisher: known(publisher, 'GaplessPublisher'),
    Backlogs: known(backlogs, 'Backlogs'),
    LiveDelivery: known(delivery, 'LiveDelivery'),
    SlowReaders: known(slowReaders, 'SlowReaders'),
    EventBus: known(bus, 'EventBus'),
    entriesCommitted: known(events, 'entriesCommitted'),
    SweepFiles: known(sweep, 'SweepFiles'),
    SweepRepository: known(sweepRows, 'SweepRepository'),
    LocalFileStore: known(localStore, 'LocalFileStore'),
    MakePreviews: known(previews, 'MakePreviews'),
    LivingSockets: known(living, 'LivingSockets'),
    ChildWorker: known(children, 'ChildWorker'),
    RedisPresenceStore: known(presences, 'RedisPresenceStore'),
    RedisRateLimiter: known(limiter, 'RedisRateLimiter'),
    RedisLink: known(redis, 'RedisLink'),
    RedisScript: known(redis, 'RedisScript'),
  };
}

/** @throws Error when the server has no such thing: it was rebuilt and this folder has to follow */
function known(module, name) {
  if (module[name] === undefined) throw new Error(`the server has no ${name}`);
  return module[name];
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
