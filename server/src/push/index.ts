export { PushDevices } from './push-devices.js';
export { PushModule } from './push.module.js';
