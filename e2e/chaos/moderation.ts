import { type NewInvite, type Room, ROLES } from '@chatket/contract';
import type { Cast } from './cast';
import type { MembershipChanges } from './membership-changes';
import { pause } from './pause';
import type { Random } from './random';
import type { Person } from './world/people';

interface Options {
  cast: Cast;
  changes: MembershipChanges;
  /** Filled while the world is opened. */
  rooms: readonly Room[];
  random: Random;
}

/** Of those who are put out so many are banned. */
const BANS = 0.4;
/** Of those who come back so many are brought in, and so many come by a link; all others by the door. */
const BROUGHT = 0.25;
const BY_LINK = 0.25;
const MAX_OUT_MS = 3_000;

/** Moderators put people out, for now or with a ban, which they lift; the others come back, some of them at once. */
export class Moderation {
  constructor(private readonly options: Options) {}

  /** Makes the moderators what they are, in every room they are in. */
  async appoint(founder: Person): Promise<void> {
    const { cast, changes, rooms } = this.options;
    for (const moderator of cast.moderators) {
      if (moderator === founder) continue;
      for (const { id: room } of rooms) {
        if (!cast.memberships.isMember(moderator.id, room)) await changes.join(moderator, room);
        const path = `/api/rooms/${room}/members/${moderator.id}`;
        await changes.insist(founder, { path, method: 'PATCH', body: { role: ROLES.moderator } });
      }
    }
  }

  async go(isRunning: () => boolean): Promise<void> {
    const { random } = this.options;
    while (isRunning()) {
      await pause(random.between(0, 400));
      await this.putOutAndBack();
    }
  }

  private async putOutAndBack(): Promise<void> {
    const { cast, changes, rooms, random } = this.options;
    const room = random.pick(rooms).id;
    const moderator = random.pick(cast.moderators);
    const isBan = random.chance(BANS);
    const outForMs = random.chance(0.5) ? 0 : random.between(0, MAX_OUT_MS);
    const way = random.next();
    const victims = cast.people.filter(
      (person) => !cast.moderators.includes(person) && cast.memberships.isMember(person.id, room),
    );
    const place = random.next();
    const victim = victims[Math.floor(place * victims.length)];
    if (!victim || !(await changes.putOut(moderator, victim, room, isBan))) return;
    await pause(outForMs);
    if (isBan) {
      // Who is banned tries it nevertheless.
      await changes.join(victim, room);
      await changes.lift(moderator, victim, room);
    }
    if (way < BROUGHT) await changes.bring(moderator, victim, room);
    else if (way < BROUGHT + BY_LINK) await this.comeByLink(moderator, victim, room);
    else await changes.join(victim, room);
  }

  private async comeByLink(moderator: Person, person: Person, room: string): Promise<void> {
    const { changes } = this.options;
    const { status, body } = await changes.insist<NewInvite>(moderator, {
      path: `/api/rooms/${room}/invites`,
      method: 'POST',
      body: { maxUses: 1 },
    });
    if (status < 300) await changes.accept(person, room, body);
  }
}
