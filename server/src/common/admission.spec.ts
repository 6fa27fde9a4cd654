import { describe, expect, it } from '@jest/globals';
import { Admission } from './admission.js';

const LONG_MS = 60_000;

/** An admission of so many places, and what has happened there. */
function admission({ atOnce = 1, restTimes = 0, leaseMs = LONG_MS, patienceMs = LONG_MS } = {}) {
  const pace = { atOnce, restTimes };
  const gate = new Admission({ pace: () => pace, leaseMs, patienceMs });
  const begun: string[] = [];
  const refused: string[] = [];
  const leaves = new Map<string, () => void>();
  /** Named by the one who asks and a number. */
  const ask = (name: string) =>
    new Promise<'begun' | 'refused'>((resolve) => {
      leaves.set(
        name,
        gate.ask(name.slice(0, 1), {
          begin: () => {
            begun.push(name);
            resolve('begun');
          },
          refuse: () => {
            refused.push(name);
            resolve('refused');
          },
        }),
      );
    });
  const leave = (name: string) => leaves.get(name)?.();
  return { gate, pace, begun, refused, ask, leave };
}

const EMPTY = { taken: 0, waiting: 0 };

describe('Admission', () => {
  it('lets in so many at once, and the next where one is over', () => {
    const { gate, begun, ask, leave } = admission({ atOnce: 2 });
    for (const name of ['a1', 'b1', 'c1', 'd1']) void ask(name);
    expect(begun).toEqual(['a1', 'b1']);
    leave('b1');
    expect(begun).toEqual(['a1', 'b1', 'c1']);
    leave('b1');
    expect(gate.state).toEqual({ taken: 2, waiting: 1 });
    for (const name of ['a1', 'c1', 'd1']) leave(name);
    expect(begun).toEqual(['a1', 'b1', 'c1', 'd1']);
    expect(gate.state).toEqual(EMPTY);
  });

  it('lets each in turn, whoever has asked for how much, and of each in its order', () => {
    const { begun, ask, leave } = admission();
    const names = ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1'];
    for (const name of names) void ask(name);
    for (let count = 0; count < names.length; count += 1) leave(begun.at(-1) ?? '');
    expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
  });

  it('forgets who goes away while waiting', () => {
    const { gate, begun, ask, leave } = admission();
    for (const name of ['a1', 'b1', 'b2', 'c1']) void ask(name);
    for (const name of ['b1', 'b2']) leave(name);
    expect(gate.state).toEqual({ taken: 1, waiting: 1 });
    leave('a1');
    expect(begun).toEqual(['a1', 'c1']);
    leave('c1');
    expect(gate.state).toEqual(EMPTY);
  });

  it('goes on without what takes too long, which gives back nothing twice', async () => {
    const { gate, ask, leave } = admission({ leaseMs: 1 });
    void ask('a1');
    await expect(ask('b1')).resolves.toBe('begun');
    await expect(ask('c1')).resolves.toBe('begun');
    for (const name of ['a1', 'b1', 'c1']) leave(name);
    expect(gate.state).toEqual(EMPTY);
  });

  it('refuses what has waited too long, and forgets it', async () => {
    const { gate, begun, refused, ask, leave } = admission({ patienceMs: 1 });
    void ask('a1');
    await expect(ask('b1')).resolves.toBe('refused');
    leave('b1');
    leave('a1');
    expect({ begun, refused }).toEqual({ begun: ['a1'], refused: ['b1'] });
    expect(gate.state).toEqual(EMPTY);
  });

  it('rests behind what is over while others wait, and ends without a rest', async () => {
    const { gate, pace, ask, leave } = admission({ restTimes: 1 });
    void ask('a1');
    const next = ask('b1');
    leave('a1');
    expect(gate.state).toEqual({ taken: 1, waiting: 1 });
    await next;
    leave('b1');
    expect(gate.state).toEqual(EMPTY);
    // Nobody sends any more.
    void ask('a2');
    void ask('b2');
    pace.restTimes = 0;
    leave('a2');
    leave('b2');
    expect(gate.state).toEqual(EMPTY);
  });

  it('knows no rest when the server stops', async () => {
    const { gate, ask, leave } = admission({ restTimes: 1e9 });
    gate.end();
    void ask('a1');
    const next = ask('b1');
    leave('a1');
    await next;
  });
});
