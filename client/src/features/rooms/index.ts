export { CreateRoomDialog } from './CreateRoomDialog';
export { Discover } from './Discover';
export { JoinRoom } from './JoinRoom';
export { LeaveRoomDialog } from './LeaveRoomDialog';
export { RoomHeader } from './RoomHeader';
export { RoomNav } from './RoomNav';
