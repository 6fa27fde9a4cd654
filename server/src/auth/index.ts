export { AuthModule } from './auth.module.js';
export { type Throttle, Throttles } from './throttle.js';
