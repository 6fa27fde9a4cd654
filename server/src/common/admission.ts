import { Rest } from './rest.js';

interface Pace {
  /** So many places there are. */
  atOnce: number;
  /** While others wait, a place rests so many times as long as it was taken. */
  restTimes: number;
}

interface Terms {
  /** Asked each time. `lateMs`: how long what is next has waited. */
  pace: (lateMs: number) => Pace;
  /** What takes longer waits itself, as for a slow network: it goes on without a place. */
  leaseMs: number;
  /** What has waited so long is refused. */
  patienceMs: number;
}

/** One of both is called, once, unless it is over before. */
interface Work {
  begin: () => void;
  refuse: () => void;
}

interface Asking {
  begin: () => void;
  /** By the clock of the process. */
  since: number;
}

/**
 * Lets in a few pieces of work at a time: of all who wait each in turn, however much each has asked for. What waits costs an
 * entry here, and nothing is done for it.
 */
export class Admission {
  /** Of those for whom something waits, in the order in which it is their turn. */
  private readonly lanes = new Map<string, Set<Asking>>();
  private readonly rest = new Rest();
  private taken = 0;

  constructor(private readonly terms: Terms) {}

  /** How many places are taken, those that rest included, and how much waits. */
  get state(): { taken: number; waiting: number } {
    const waiting = [...this.lanes.values()].reduce((sum, lane) => sum + lane.size, 0);
    return { taken: this.taken, waiting };
  }

  /**
   * @param key whose it is: what is asked for under one keeps its order
   * @returns to be called when it is over, also when it has not begun. Twice is once
   */
  ask(key: string, work: Work): () => void {
    const asking = {
      since: performance.now(),
      begin: () => {
        clearTimeout(impatience);
        leave = this.take();
        work.begin();
      },
    };
    let leave = () => {
      clearTimeout(impatience);
      this.forget(key, asking);
    };
    const impatience = setTimeout(() => {
      leave();
      work.refuse();
    }, this.terms.patienceMs).unref();
    const lane = this.lanes.get(key) ?? new Set();
    this.lanes.set(key, lane.add(asking));
    this.admit();
    return () => {
      leave();
    };
  }

  /** The server stops: nothing rests any more. */
  end(): void {
    this.rest.end();
  }

  private admit(): void {
    for (;;) {
      const [next] = this.lanes;
      if (!next || this.taken >= this.pace().atOnce) return;
      const [key, lane] = next;
      const [asking] = lane;
      // Behind all others, if there is more.
      this.lanes.delete(key);
      if (asking) lane.delete(asking);
      if (lane.size > 0) this.lanes.set(key, lane);
      asking?.begin();
    }
  }

  private forget(key: string, asking: Asking): void {
    const lane = this.lanes.get(key);
    lane?.delete(asking);
    if (lane?.size === 0) this.lanes.delete(key);
  }

  /** @returns to give the place back. Twice is once */
  private take(): () => void {
    this.taken += 1;
    const rest = this.rest.measure();
    let isBack = false;
    const giveBack = (after: () => Promise<void> | undefined) => {
      if (isBack) return;
      isBack = true;
      clearTimeout(lease);
      const resting = after();
      if (resting) void resting.then(() => this.free());
      else this.free();
    };
    const lease = setTimeout(() => {
      giveBack(() => undefined);
    }, this.terms.leaseMs).unref();
    return () => {
      giveBack(() => {
        const { restTimes: times } = this.pace();
        return times > 0 && this.lanes.size > 0 ? rest({ times }) : undefined;
      });
    };
  }

  private free(): void {
    this.taken -= 1;
    this.admit();
  }

  private pace(): Pace {
    const [lane] = this.lanes.values();
    const [next] = lane ?? [];
    return this.terms.pace(next ? performance.now() - next.since : 0);
  }
}
