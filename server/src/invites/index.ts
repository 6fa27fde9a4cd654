export { Coming } from './coming.js';
export { InvitesModule } from './invites.module.js';
export { joinAnswered, joinAsked, joinSettled } from './invites.events.js';
export type { JoinAnswered, JoinAsked, JoinSettled } from './invites.events.js';
