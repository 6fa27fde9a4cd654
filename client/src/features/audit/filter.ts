/** What is done, by the part of an action before its dot. */
export const ACTION_GROUPS = [
  'member',
  'message',
  'poll',
  'room',
  'invite',
  'request',
  'rule',
  'raid',
  'held',
  'report',
  'server',
] as const;

interface Chosen {
  id: string;
  name: string;
}

/** Which entries are wanted; what is missing does not matter. */
export interface AuditFilter {
  action?: (typeof ACTION_GROUPS)[number];
  actor?: Chosen;
  person?: Chosen;
  room?: Chosen;
  /** Days of the reader's own time, `2026-01-31`, both included. */
  from?: string;
  until?: string;
}

/** As the server is asked. */
export function queryOf({ action, actor, person, room, from, until }: AuditFilter): Record<string, string> {
  return {
    ...(action && { action }),
    ...(actor && { actorId: actor.id }),
    ...(person && { personId: person.id }),
    ...(room && { roomId: room.id }),
    ...(from !== undefined && { from: startOf(from, 0) }),
    ...(until !== undefined && { until: startOf(until, 1) }),
  };
}

/** Where a day begins here, so many days later. */
function startOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

export function withoutKey(filter: AuditFilter, key: keyof AuditFilter): AuditFilter {
  const { [key]: _gone, ...rest } = filter;
  return rest;
}
