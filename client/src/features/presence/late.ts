// In one piece: less of the first page tells where it is.
export { followPresence } from './follow-presence';
export { PresenceChoice } from './PresenceChoice';
