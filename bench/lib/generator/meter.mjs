// @ts-check
import { cpuOf, cpuOfFamily, machineCpu, residentBytes } from '../cpu.mjs';
import { Latencies } from '../latencies.mjs';

/** @typedef {{ serverPid: number, peerPids?: number[], postmasterPid: number }} Watched */

/**
 * What happened between `start()` and `stop()`: counts, latencies, and the CPU time of everybody involved.
 * `foreignCores` is the work of other programs on the machine.
 */
export class Meter {
  acked = 0;
  delivered = 0;
  acks = new Latencies();
  deliveries = new Latencies();
  isRunning = false;
  #begin;

  /** @param {Watched} watched */
  constructor(watched) {
    this.watched = watched;
  }

  start() {
    this.isRunning = true;
    this.#begin = this.#read();
  }

  stop() {
    const [begin, end] = [this.#begin, this.#read()];
    this.isRunning = false;
    const ms = end.at - begin.at;
    const server = {
      user: end.server.user - begin.server.user,
      system: end.server.system - begin.server.system,
    };
    const serverMs = server.user + server.system;
    const postgresMs = end.postgres - begin.postgres;
    const generatorMs = end.generator - begin.generator;
    return {
      seconds: ms / 1000,
      acked: this.acked,
      delivered: this.delivered,
      ackedPerSecond: (this.acked * 1000) / ms,
      deliveredPerSecond: (this.delivered * 1000) / ms,
      ack: this.acks.summary(),
      delivery: this.deliveries.summary(),
      serverUserUs: perUnit(server.user, this.acked),
      serverSystemUs: perUnit(server.system, this.acked),
      serverUs: perUnit(serverMs, this.acked),
      postgresUs: perUnit(postgresMs, this.acked),
      serverCores: serverMs / ms,
      postgresCores: postgresMs / ms,
      generatorCores: generatorMs / ms,
      foreignCores: Math.max(
        0,
        (end.machine.busy - begin.machine.busy - serverMs - postgresMs - generatorMs) / ms,
      ),
      stolenCores: (end.machine.steal - begin.machine.steal) / ms,
      residentBytes: end.resident,
    };
  }

  #read() {
    const { serverPid, peerPids = [], postmasterPid } = this.watched;
    const { user, system } = process.cpuUsage();
    const servers = [serverPid, ...peerPids].map(cpuOf);
    return {
      at: performance.now(),
      server: { user: sum(servers, 'user'), system: sum(servers, 'system') },
      postgres: cpuOfFamily(postmasterPid),
      generator: (user + system) / 1000,
      machine: machineCpu(),
      resident: residentBytes(serverPid),
    };
  }
}

/** @typedef {ReturnType<Meter['stop']>} Measurement */

/** @param {number} ms @param {number} count */
function perUnit(ms, count) {
  return count === 0 ? 0 : (ms * 1000) / count;
}

/** @param {import('../cpu.mjs').CpuTime[]} times @param {'user' | 'system'} kind */
function sum(times, kind) {
  return times.reduce((total, time) => total + time[kind], 0);
}
