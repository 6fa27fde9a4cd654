export { ChosenPresence } from './chosen-presence.js';
export { MeDto, UserRefDto } from './user.dto.js';
export { refuseUsername } from './username.js';
export { NewAccounts } from './new-accounts.js';
export { PersonNames } from './person-names.js';
export { ServerMutes } from './server-mutes.js';
export { ServerRaid } from './server-raid.js';
export { ServerRoles } from './server-roles.js';
export { SYSTEM_USER } from './system-user.js';
export {
  accountClosed,
  accountMade,
  namesUnsure,
  personRenamed,
  presenceChosen,
  waitsNoMore,
} from './users.events.js';
export { UsersModule } from './users.module.js';
export type { Also } from './user.repository.js';
export { UsersService } from './users.service.js';
