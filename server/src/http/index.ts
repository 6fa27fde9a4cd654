export { AppLogger } from './app-logger.js';
export {
  Actor,
  ActorLogin,
  FOR_GUESTS_METADATA,
  ForGuests,
  type LoginOfRequest,
  OF_PARTS_METADATA,
  OfParts,
  Public,
  PUBLIC_METADATA,
} from './actor.js';
export { setUpDocs } from './docs.js';
export { LogDestination, logDestination } from './log-destination.js';
export { requestLog } from './logging.js';
export { proxyNotice } from './proxy-notice.js';
export { ApiFailures } from './rest-error.dto.js';
export { securityHeaders } from './security-headers.js';
export { SilentConnections } from './silent-connections.js';
export { staticClient } from './client/static-client.js';
export { VERSION } from './version.js';
