export { called } from './called';
export { CalledName, StatusSign } from './CalledName';
export { personName } from './person-name';
export { PersonAvatar } from './PersonAvatar';
export { PictureOver } from './PictureOver';
export { RoomTitle } from './RoomTitle';
export { useCalled, useRoomTitle } from './use-called';
