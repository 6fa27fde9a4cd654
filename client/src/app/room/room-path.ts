/** A room, and perhaps one message in it. */
export const ROOM_PATH = /^\/rooms\/(?<id>[^/]+)(?:\/m\/(?<messageId>[^/]+))?\/?$/u;

/** Where a message is read, with what stands around it. */
export const messagePath = ({ roomId, messageId }: { roomId: string; messageId: string }) =>
  `/rooms/${roomId}/m/${messageId}`;
