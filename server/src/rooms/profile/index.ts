export { roomChanged } from './room.events.js';
export { roomProfile } from './room-profile.js';
