import { afterEach, expect, it } from '@jest/globals';
import type { CarriedBus } from '../../src/cluster/carried.bus.js';
import type { ClusterBus } from '../../src/cluster/index.js';
import { until } from '../support/bus.js';

export interface Process {
  bus: CarriedBus;
  close: () => Promise<void>;
}

/** Of another process nothing was heard for so long that it is gone. */
const GONE_MS = 3_500;

/** Nothing is done in this process meanwhile, as where the machine does something else. */
function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** What a bus hears of a topic. */
export class Ear {
  readonly heard: string[] = [];
  private readonly waiting = new Set<() => void>();

  constructor(bus: ClusterBus, topic: 'people' | 'heads' = 'people') {
    bus.on(topic, (text) => {
      this.heard.push(text);
      for (const look of this.waiting) look();
    });
  }

  /** Resolves when a text was heard. */
  untilHeard(text: string): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!this.heard.includes(text)) return;
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
      look();
    });
  }
}

/** What every bus has to do, whatever carries it. @param open another process of the same server */
export function describeBus(open: () => Promise<Process>): void {
  const opened: Process[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map(({ close }) => close()));
  });
  const process = async () => {
    const one = await open();
    opened.push(one);
    await one.bus.isReady;
    return one.bus;
  };
  const two = async () => {
    const buses = await Promise.all([process(), process()]);
    await Promise.all(buses.map((bus) => until(bus, () => bus.hasPeers && bus.isFast)));
    return buses;
  };

  it('who is alone knows it, and hears itself at once', async () => {
    const bus = await process();
    await until(bus, () => bus.isFast);
    expect(bus.hasPeers).toBe(false);
    expect(bus.processCount).toBe(1);
    const ear = new Ear(bus);
    await bus.publish('people', 'alice');
    await ear.untilHeard('alice');
  });

  it('what is published is heard by all, once, in order', async () => {
    const [here, there] = await two();
    const ears = [new Ear(here), new Ear(there)];
    const texts = Array.from({ length: 200 }, (_, n) => `text ${String(n)}`);
    await Promise.all(texts.map((text) => here.publish('people', text)));
    await here.publish('people', 'last');
    await Promise.all(ears.map((ear) => ear.untilHeard('last')));
    for (const ear of ears) expect(ear.heard).toEqual([...texts, 'last']);
  });

  it('what others are told is heard by them alone, in order, however large it is together', async () => {
    const [here, there] = await two();
    const [own, ear] = [new Ear(here, 'heads'), new Ear(there, 'heads')];
    const texts = Array.from({ length: 50 }, (_, n) => `ş${String(n)}`.padEnd(3_000, 'ş'));
    await Promise.all(texts.map((text) => here.tellOthers('heads', text)));
    await ear.untilHeard(texts.at(-1) ?? '');
    expect(ear.heard).toEqual(texts);
    expect(own.heard).toEqual([]);
  });

  it('who has stood still themselves takes nobody for gone, and tells them what there is to tell', async () => {
    const buses = await two();
    const [here, there] = buses;
    const [wereAlone, ear] = [[] as CarriedBus[], new Ear(there, 'heads')];
    for (const bus of buses) bus.onChange(() => !bus.hasPeers && wereAlone.push(bus));
    standStill(GONE_MS);
    // What was due meanwhile is done before this, and nothing is heard yet of what was said.
    await new Promise((resolve) => setTimeout(resolve));
    await here.tellOthers('heads', 'told at once');
    await ear.untilHeard('told at once');
    expect(wereAlone).toEqual([]);
  });

  it('one that comes is no gap, and one that goes is known to be gone', async () => {
    const [here, there] = await two();
    for (let n = 0; n < 20; n += 1) await here.publish('people', String(n));
    let gaps = 0;
    for (const bus of [here, there]) bus.onListening(() => (gaps += 1));
    const third = await open();
    await third.bus.isReady;
    await until(third.bus, () => third.bus.hasPeers);
    third.bus.onListening(() => (gaps += 1));
    const ear = new Ear(third.bus);
    await here.publish('people', 'welcome');
    await ear.untilHeard('welcome');
    const atHome = new Ear(here);
    await third.bus.publish('people', 'thank you');
    await atHome.untilHeard('thank you');
    expect(here.processCount).toBe(3);
    await third.close();
    // Whichever of the two was opened first.
    const [other] = opened.splice(
      opened.findIndex(({ bus }) => bus === there),
      1,
    );
    await other?.close();
    await until(here, () => !here.hasPeers);
    expect(here.processCount).toBe(1);
    expect(gaps).toBe(0);
  });
}
