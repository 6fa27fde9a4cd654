export { called } from './called';
export { CalledName, StatusSign } from './CalledName';
export { useCalled, useRoomTitle } from './use-called';
