import type { Message } from '@chatket/contract';
import { Suspense } from 'react';
import { LinkPreviews } from '../../features/files/more';
import { PollCard } from '../../features/polls/more';
import { RoomLinks } from '../../features/rooms/more';
import { linksToRoom } from './links-to-room';

/** What stands below the text of few messages only: what can be chosen, and what its links lead to. */
export function MessageExtras({ message }: { message: Message }) {
  return (
    <>
      {message.poll && <PollCard message={message} />}
      {linksToRoom(message) && (
        <Suspense fallback={<div className="h-19" />}>
          <RoomLinks message={message} />
        </Suspense>
      )}
      {message.previews && <LinkPreviews message={message} />}
    </>
  );
}
