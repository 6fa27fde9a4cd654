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

  startDraining(): void {
    this.draining = true;
  }
}
