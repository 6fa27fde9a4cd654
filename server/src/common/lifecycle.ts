import { AppError } from './app-error.js';

/** Whether this process still takes new work. Health checks and doors ask it. */
export class Lifecycle {
  private draining = false;
  private readonly startedAt = process.uptime();

  get isDraining(): boolean {
    return this.draining;
  }

  /** Seconds since this server was put together. */
  get uptimeSeconds(): number {
    return process.uptime() - this.startedAt;
  }

  /** First line of whatever writes into a room: what is asked now may not be stored any more. @throws AppError `DRAINING` */
  requireServing(): void {
    if (this.draining) throw new AppError('DRAINING', 'The server is restarting. Try again shortly.');
  }

  startDraining(): void {
    this.draining = true;
  }
}
