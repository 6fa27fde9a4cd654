export { AuditRepository } from './audit.repository.js';
export { walkChain } from './walk-chain.js';
