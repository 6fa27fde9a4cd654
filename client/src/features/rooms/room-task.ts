/** What somebody may want to do with a room, from its menu. */
export type RoomTask =
  'search' | 'copyLink' | 'pins' | 'invite' | 'requests' | 'settings' | 'reports' | 'audit' | 'leave';
