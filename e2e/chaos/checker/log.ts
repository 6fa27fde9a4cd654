import type { FinalState } from '../history';
import type { Stored } from './stored';
import type { Findings } from './violations';

/** The database by itself: I5, I13 and I18. */
export function checkLog(state: FinalState, stored: Stored, findings: Findings): void {
  for (const { room, lastSeq, memberCount } of state.rooms) {
    const messages = stored.byRoom.get(room) ?? [];
    messages.forEach(({ seq, at }, place) => {
      if (seq !== place + 1)
        findings.add('I5', `position ${String(place + 1)} of room ${room} holds ${String(seq)}`);
      const before = messages[place - 1];
      if (before && at < before.at)
        findings.add('I18', `message ${String(seq)} of room ${room} is older than the one before it`);
    });
    if (lastSeq !== (messages.at(-1)?.seq ?? 0))
      findings.add('I5', `room ${room} says that its head is ${String(lastSeq)}`);
    const members = state.members.filter((member) => member.room === room).length;
    if (members !== memberCount)
      findings.add('I13', `room ${room} counts ${String(memberCount)} members and has ${String(members)}`);
  }
}
