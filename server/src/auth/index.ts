export { SessionDto } from './auth.dto.js';
export { AuthModule } from './auth.module.js';
export { TokenService } from './sessions/token.service.js';
export { type Throttle, Throttles } from './throttle.js';
