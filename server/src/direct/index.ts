export { DirectModule } from './direct.module.js';
export { DirectService } from './direct.service.js';
