import type { FinalState, HistoryEvent } from '../history';
import { Part } from './part';
import { readWish, type Wished, Wishes } from './wishes';

type React = Wished & { wish: { what: 'react'; on: boolean } };

/** Each person's reactions end as that person's last acked wish, unless one that may have come later explains it: I1, I2. */
export class Reactions extends Part {
  private readonly wishes = new Wishes();

  see(event: HistoryEvent): void {
    readWish(this.wishes, event);
  }

  finish({ reactions, messages }: FinalState): void {
    const wishes = this.byReaction();
    const isSet = new Set(reactions.map(({ id, emoji, user }) => `${id} ${emoji} ${user}`));
    const deleted = new Set(messages.flatMap(({ id, isDeleted }) => (isDeleted ? [id] : [])));
    for (const name of isSet)
      if (!wishes.has(name)) this.findings.add('I2', `nobody has asked for the reaction ${name}`);
    for (const [name, made] of wishes) {
      const [first] = made;
      if (first && deleted.has(first.id)) continue;
      const on = isSet.has(name);
      const could = made.filter(({ wish, outcome }) => wish.on === on && outcome !== 'refused');
      const others = made.filter(({ wish, outcome }) => wish.on !== on && outcome === 'granted');
      const isExplained =
        could.some((one) => !others.some((other) => isAfter(other, one))) || (!on && others.length === 0);
      if (!isExplained)
        this.findings.add(
          'I1',
          `the reaction ${name} ends ${on ? 'set' : 'unset'}, against its last acked wish`,
        );
    }
  }

  private byReaction(): Map<string, React[]> {
    const wishes = new Map<string, React[]>();
    for (const wished of this.wishes.all()) {
      if (!isReact(wished)) continue;
      const name = `${wished.id} ${wished.wish.emoji} ${wished.user}`;
      wishes.set(name, [...(wishes.get(name) ?? []), wished]);
    }
    return wishes;
  }
}

/** Whether it certainly took effect behind the other. */
function isAfter(later: React, earlier: React): boolean {
  if (later.madeAt > earlier.answeredAt) return true;
  return later.seq !== undefined && earlier.seq !== undefined && later.seq > earlier.seq;
}

function isReact(wished: Wished): wished is React & { wish: { emoji: string } } {
  return wished.wish.what === 'react';
}
