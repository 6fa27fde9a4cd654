export { peopleOf } from './people.js';
export { roomChanged } from './room.events.js';
export { roomProfile } from './room-profile.js';
export { isShown, saidSince } from './shown.js';
