export { UserRefDto } from './user.dto.js';
export { refuseUsername } from './username.js';
export { UsersModule } from './users.module.js';
export { UsersService } from './users.service.js';
