// @ts-check
import { fileURLToPath } from 'node:url';
import { BEFORE } from './cluster.mjs';

/**
 * @typedef {object} Contestant
 * @property {string} name as it stands in the tables
 * @property {string} script
 * @property {boolean} isStored messages are rows of `"Message"`, which is counted after each round
 * @property {string} [template] the database whose tables it wants, when it is another one
 * @property {string[]} [nodeFlags] what it is started with besides
 * @property {number} [processes] how many serve the same database, with a Redis between them; one, without
 * @property {boolean} [hasRedis] also where one serves
 * @property {boolean} isOrdered promises the messages of a room in seq order, without a hole
 */

/** @param {string} file */
const floor = (file) => fileURLToPath(new URL(`../floors/${file}`, import.meta.url));

/** @param {string} serverMain the built server @param {string} [against] another build of it @returns {Record<string, Contestant>} */
export const contestants = (serverMain, against = serverMain) => ({
  chatket: { name: 'ChatKet', script: serverMain, isStored: true, isOrdered: true },
  withRedis: { name: 'one with Redis', script: serverMain, hasRedis: true, isStored: true, isOrdered: true },
  pair: { name: 'two processes', script: serverMain, processes: 2, isStored: true, isOrdered: true },
  before: { name: 'before', script: against, template: BEFORE, isStored: true, isOrdered: true },
  uploading: { name: 'ChatKet with uploads', script: serverMain, isStored: true, isOrdered: true },
  discarding: {
    name: 'the same bytes thrown away',
    script: serverMain,
    nodeFlags: ['--import', new URL('./discard.mjs', import.meta.url).href],
    isStored: true,
    isOrdered: true,
  },
  unindexed: {
    name: 'without search',
    script: serverMain,
    nodeFlags: ['--import', new URL('./without-search.mjs', import.meta.url).href],
    isStored: true,
    isOrdered: true,
  },
  ws: { name: 'bare ws', script: floor('bare-ws.mjs'), isStored: false, isOrdered: true },
  socketIo: {
    name: 'bare Socket.IO',
    script: floor('bare-socket-io.mjs'),
    isStored: false,
    isOrdered: true,
  },
  insert: {
    name: 'Socket.IO + INSERT',
    script: floor('socket-io-insert.mjs'),
    isStored: true,
    isOrdered: false,
  },
  naive: { name: 'Nest + Prisma', script: floor('naive-nest-prisma.mjs'), isStored: true, isOrdered: false },
  naiveRoster: {
    name: 'full rosters',
    script: floor('naive-roster.mjs'),
    isStored: false,
    isOrdered: true,
  },
});
