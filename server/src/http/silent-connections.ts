import { readFileSync } from 'node:fs';
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { Logger } from '@nestjs/common';

const SWEEP_INTERVAL_MS = 1_000;
/** Looks a connection may pass without having said anything. */
const PATIENCE_SWEEPS = 15;
/** So many looks must have passed before one is ended for the sake of others: what waits to be read has been read then. */
const GRACE_SWEEPS = 2;
const MAX_SILENT = 256;
/** Files that are not connections of clients: the database's, the log, the code. */
const RESERVED_FILES = 96;

/**
 * Bounds the connections that have not yet sent a whole request, and all of them by the files this process may open.
 * Otherwise whoever opens enough of them and says nothing takes the last file, and with it the database's connections
 * and everybody else's. The oldest silent ones go first: clients speak as soon as they are connected.
 */
export class SilentConnections {
  private readonly logger = new Logger('Connections');
  /** In the order in which they came, with the looks they have passed. */
  private readonly silent = new Map<Socket, number>();
  private readonly maxSilent: number;
  private dropped = 0;

  /**
   * @param files how many files the process may have open at once, if it is known
   * @param sweepIntervalMs how often it looks at the silent ones
   */
  constructor(
    private readonly server: Server,
    files = openFilesLimit(),
    private readonly sweepIntervalMs = SWEEP_INTERVAL_MS,
  ) {
    if (files !== undefined) server.maxConnections = Math.max(16, files - RESERVED_FILES);
    this.maxSilent = Math.min(MAX_SILENT, Math.ceil((server.maxConnections ?? Infinity) / 2));
    // Not earlier: Socket.IO takes over the listeners that are there when it comes, and passes them by for its own path.
    server.once('listening', () => this.watch());
  }

  /** Looks once at every connection that is still silent. */
  sweep(): void {
    const aged: Socket[] = [];
    for (const [socket, looks] of this.silent) {
      if (socket.destroyed) this.silent.delete(socket);
      else this.silent.set(socket, looks + 1);
      if (looks + 1 >= PATIENCE_SWEEPS) this.end(socket);
      else if (looks + 1 >= GRACE_SWEEPS) aged.push(socket);
    }
    const surplus = aged.slice(0, Math.max(0, this.silent.size - this.maxSilent));
    for (const socket of surplus) this.end(socket);
    if (surplus.length > 0 || this.dropped > 0) {
      const counts = { silent: surplus.length, dropped: this.dropped };
      this.logger.warn(counts, 'too many connections: silent ones were ended, or new ones dropped');
    }
    this.dropped = 0;
  }

  private watch(): void {
    const speaks = ({ socket }: IncomingMessage) => this.silent.delete(socket);
    const timer = setInterval(() => this.sweep(), this.sweepIntervalMs).unref();
    this.server
      .on('connection', (socket: Socket) => this.silent.set(socket, 0))
      .on('request', speaks)
      .on('upgrade', speaks)
      .on('drop', () => (this.dropped += 1))
      .on('close', () => clearInterval(timer))
      // Of accepting, such as no more files: one connection is lost, not the server.
      .on('error', (error: NodeJS.ErrnoException) =>
        this.logger.warn({ code: error.code }, 'a connection could not be taken'),
      );
  }

  private end(socket: Socket): void {
    this.silent.delete(socket);
    socket.destroy();
  }
}

/** Where the system tells (Linux). Node has raised it as far as it may by now. */
function openFilesLimit(): number | undefined {
  try {
    const [, limit] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return limit === undefined ? undefined : Number(limit);
  } catch {
    return undefined;
  }
}
