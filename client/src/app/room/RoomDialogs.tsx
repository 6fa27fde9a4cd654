import type { Message, Room } from '@chatket/contract';
import { Suspense } from 'react';
import { AuditDialog } from '../../features/audit';
import { InviteDialog, RequestsDialog } from '../../features/invites';
import { AuthorOrders } from '../../features/members/more';
import { ReportsDialog } from '../../features/moderation/more';
import { RoomSettingsDialog } from '../../features/room-settings';
import type { RoomTask } from '../../features/rooms';
import { LeaveRoomDialog } from '../../features/rooms/more';
import { SearchDialog } from '../../features/search';

// With them comes what they lead to: the next key that is pressed is for it.
for (const dialog of [
  InviteDialog,
  RequestsDialog,
  RoomSettingsDialog,
  ReportsDialog,
  AuditDialog,
  LeaveRoomDialog,
  AuthorOrders,
])
  void dialog.preload();

interface RoomDialogsProps {
  room: Room;
  task: RoomTask;
  onClose: () => void;
  onLeft: () => void;
  onMessage: (message: Message) => void;
}

/** What is open over a room, of what its menu offers. */
export function RoomDialogs({ room, task, onClose, onLeft, onMessage }: RoomDialogsProps) {
  return (
    <Suspense>
      {task === 'invite' && <InviteDialog room={room} onClose={onClose} />}
      {task === 'requests' && <RequestsDialog room={room} onClose={onClose} />}
      {task === 'settings' && <RoomSettingsDialog room={room} onClose={onClose} />}
      {task === 'reports' && (
        <ReportsDialog
          room={room}
          authorOrders={(about) => <AuthorOrders room={room} {...about} />}
          onClose={onClose}
        />
      )}
      {task === 'audit' && <AuditDialog room={room} onClose={onClose} />}
      {task === 'search' && <SearchDialog room={room} onOpen={onMessage} onClose={onClose} />}
      {task === 'leave' && <LeaveRoomDialog room={room} onClose={onClose} onLeft={onLeft} />}
    </Suspense>
  );
}
