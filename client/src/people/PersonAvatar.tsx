import type { ComponentProps } from 'react';
import { useProfile } from '../store';
import { Avatar } from '../ui';
import { PictureOver } from './PictureOver';

/** A person's picture; where there is none, and until it is there, their initials. Decoration: the name stands beside it. */
export function PersonAvatar(props: ComponentProps<typeof Avatar>) {
  return (
    <Avatar {...props}>
      <PictureOver picture={useProfile(props.user.id)?.picture} />
    </Avatar>
  );
}
