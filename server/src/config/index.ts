export { Config } from './config.js';
export { ConfigError } from './env.js';
export { environment } from './process-env.js';
export { childEnvironment } from './child-environment.js';
