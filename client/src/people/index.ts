export { called } from './called';
export { CalledName, StatusSign } from './CalledName';
export { personName } from './person-name';
export { RoomTitle } from './RoomTitle';
export { useCalled, useRoomTitle } from './use-called';
