export { PresenceModule } from './presence.module.js';
export { PresenceService } from './presence.service.js';
