export { GENERAL_ID } from './general-room.js';
export { decodeRoomCursor, encodeRoomCursor } from './room-cursor.js';
export { NAME_FOLD, nameKey } from './room-name.js';
export { RoomDto, RoomIdDto } from './rooms.dto.js';
export { RoomsModule } from './rooms.module.js';
export { RoomSettings } from './settings/room-settings.js';
export { RoomsService } from './rooms.service.js';
