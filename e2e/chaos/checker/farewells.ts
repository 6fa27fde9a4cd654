import { isDeletedName } from '@chatket/contract';
import type { FinalState, HistoryEvent } from '../history';
import { Part } from './part';

/** Who has taken another name, and who has gone for good. I25. */
export class Farewells extends Part {
  private readonly named = new Map<string, string>();
  private readonly going = new Set<string>();
  private readonly gone = new Set<string>();

  see(event: HistoryEvent): void {
    if (event.k === 'named') this.named.set(event.user, event.name);
    if (event.k === 'going') this.going.add(event.user);
    if (event.k === 'gone') this.gone.add(event.user);
  }

  finish({ names, members }: FinalState): void {
    const nameOf = new Map(names.map(({ user, name }) => [user, name]));
    for (const [user, name] of this.named)
      if (!this.going.has(user) && nameOf.get(user) !== name)
        this.findings.add('I25', `${user} was told to be ${name} and is ${String(nameOf.get(user))}`);
    for (const user of this.gone) {
      const name = nameOf.get(user) ?? '';
      if (!isDeletedName(name)) this.findings.add('I25', `${user} is gone and is still called ${name}`);
      const rooms = members.filter((member) => member.user === user).map(({ room }) => room);
      if (rooms.length > 0) this.findings.add('I25', `${user} is gone and is still in ${rooms.join(', ')}`);
    }
  }
}
