export { Config } from './config.js';
export { ConfigModule } from './config.module.js';
export { ConfigError } from './env.js';
export { environment } from './process-env.js';
