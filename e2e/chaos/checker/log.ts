import type { FinalState } from '../history';
import type { Stored } from './stored';
import type { Findings } from './violations';

/** The database by itself: I5, I13, I18 and I20. */
export function checkLog(state: FinalState, stored: Stored, findings: Findings): void {
  for (const { room, lastSeq, memberCount } of state.rooms) {
    if (checkPositions(state, room, findings) !== lastSeq)
      findings.add('I5', `room ${room} says that its head is ${String(lastSeq)}`);
    const messages = stored.messagesOf(room);
    messages.forEach(({ seq, at }, place) => {
      const before = messages[place - 1];
      if (before && at < before.at)
        findings.add('I18', `message ${String(seq)} of room ${room} is older than the one before it`);
    });
    const members = state.members.filter((member) => member.room === room).length;
    if (members !== memberCount)
      findings.add('I13', `room ${room} counts ${String(memberCount)} members and has ${String(members)}`);
  }
  checkDeleted(state, stored, findings);
}

/** Messages and changes share one row of positions. @returns the last one */
function checkPositions(state: FinalState, room: string, findings: Findings): number {
  const seqs = [...state.messages, ...state.events].flatMap((row) => (row.room === room ? [row.seq] : []));
  seqs.sort((one, other) => one - other);
  seqs.forEach((seq, place) => {
    if (seq !== (seqs[place - 1] ?? 0) + 1)
      findings.add('I5', `position ${String(place + 1)} of room ${room} holds ${String(seq)}`);
  });
  return seqs.at(-1) ?? 0;
}

function checkDeleted(state: FinalState, stored: Stored, findings: Findings): void {
  const reacted = new Set(state.reactions.map(({ id }) => id));
  for (const { room, seq, id, mark, isDeleted } of state.messages) {
    if (!isDeleted) continue;
    const where = `message ${String(seq)} of room ${room}, which is deleted`;
    if (mark !== '') findings.add('I20', `${where}, still has its text`);
    if (stored.revisions.has(id)) findings.add('I20', `${where}, still has earlier texts`);
    if (reacted.has(id)) findings.add('I20', `${where}, still has reactions`);
  }
}
