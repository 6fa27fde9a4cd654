export { KeepInCookie, SessionDto } from './auth.dto.js';
export { AuthModule } from './auth.module.js';
export { Revocations } from './sessions/revocations.js';
export { LoginSessionDto } from './sessions/sessions.dto.js';
export { Sessions, type Started } from './sessions/sessions.service.js';
export { From, type Visitor } from './sessions/visitor.js';
export { withCookie } from './sessions/with-cookie.js';
export { type Throttle, Throttles } from './throttle.js';
