/** A room, and perhaps one message in it. */
export const ROOM_PATH = /^\/rooms\/(?<id>[^/]+)(?:\/m\/(?<messageId>[^/]+))?\/?$/u;
