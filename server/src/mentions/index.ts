export { Addressing } from './addressing.js';
export { TellNoted } from './tell-noted.js';
export { MentionsModule } from './mentions.module.js';
export { noteSpokenTo, notMembersOf, type Noted, parameterOf, type SpokenTo } from './note-spoken-to.js';
