export { IndexRepository } from './index.repository.js';
export { rebuild } from './rebuild.js';
