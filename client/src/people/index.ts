export { called } from './called';
export { CalledName, StatusSign } from './CalledName';
export { RoomTitle } from './RoomTitle';
export { useCalled, useRoomTitle } from './use-called';
