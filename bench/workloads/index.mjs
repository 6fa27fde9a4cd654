// @ts-check
import { comparisons } from './comparisons.mjs';
import { databaseFloor } from './w0-database-floor.mjs';
import { bigRoom, profileBigRoom } from './w1-big-room.mjs';
import { profileSmallRooms, smallRooms } from './w2-small-rooms.mjs';
import { idleLatency } from './w3-idle-latency.mjs';
import { fixedRate } from './w4-fixed-rate.mjs';
import { duplicates } from './w5-duplicates.mjs';
import { idleMemory } from './w6-idle-memory.mjs';
import { profileRecovery, recoveryStorm } from './w7-recovery-storm.mjs';
import { profileRosterStorm, rosterStorm } from './w8-roster-storm.mjs';
import { history, profileHistory } from './w9-history.mjs';
import { slowConsumer } from './w11-slow-consumer.mjs';
import { changes, profileChanges } from './w12-changes.mjs';
import { removals } from './w13-removals.mjs';
import { longLists } from './w14-long-lists.mjs';
import { search } from './w20-search.mjs';
import { searchBehind } from './w21-search-behind.mjs';
import { profileTwoProcesses, twoProcesses } from './w22-two-processes.mjs';
import { files, profileUploads } from './w23-files.mjs';
import { receipts } from './w24-receipts.mjs';

/**
 * @typedef {import('../lib/bench.mjs').Bench} Bench
 * @typedef {import('../lib/section.mjs').Section} Section
 */

/** @type {Record<string, { workload: (bench: Bench) => Promise<Section[]>, isInShort: boolean }>} */
export const WORKLOADS = {
  W0: { workload: databaseFloor, isInShort: false },
  W1: { workload: bigRoom, isInShort: true },
  W2: { workload: smallRooms, isInShort: true },
  W3: { workload: idleLatency, isInShort: true },
  W4: { workload: fixedRate, isInShort: true },
  W5: { workload: duplicates, isInShort: true },
  W6: { workload: idleMemory, isInShort: true },
  W7: { workload: recoveryStorm, isInShort: false },
  W8: { workload: rosterStorm, isInShort: true },
  W9: { workload: history, isInShort: false },
  W11: { workload: slowConsumer, isInShort: false },
  W12: { workload: changes, isInShort: true },
  W13: { workload: removals, isInShort: true },
  W14: { workload: longLists, isInShort: false },
  W20: { workload: search, isInShort: false },
  W21: { workload: searchBehind, isInShort: false },
  W22: { workload: twoProcesses, isInShort: false },
  W23: { workload: files, isInShort: true },
  W24: { workload: receipts, isInShort: false },
};

/** What is measured of two builds in turns. @type {Record<string, { workload: (bench: Bench) => Promise<Section[]>, isInShort: boolean }>} */
export const COMPARISONS = Object.fromEntries(
  Object.entries(comparisons).map(([id, workload]) => [id, { workload, isInShort: true }]),
);

/** @type {Record<string, (bench: Bench, onProfile: import('../lib/trial.mjs').OnProfile) => Promise<void>>} */
export const PROFILES = {
  W1: profileBigRoom,
  W2: profileSmallRooms,
  W7: profileRecovery,
  W8: profileRosterStorm,
  W9: profileHistory,
  W12: profileChanges,
  W22: profileTwoProcesses,
  W23: profileUploads,
};
