export { Config, type S3Settings } from './config.js';
export { ConfigError } from './env.js';
export { secretBytes } from './sms-env.js';
export { environment } from './process-env.js';
export { childEnvironment } from './child-environment.js';
