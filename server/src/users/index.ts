export { UserRefDto } from './user.dto.js';
export { refuseUsername } from './username.js';
export { NewAccounts } from './new-accounts.js';
export { ServerRoles } from './server-roles.js';
export { SYSTEM_USER } from './system-user.js';
export { accountMade } from './users.events.js';
export { UsersModule } from './users.module.js';
export { UsersService } from './users.service.js';
