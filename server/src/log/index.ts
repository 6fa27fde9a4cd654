export { Announcer, type Committed } from './announcer.js';
export { Backlogs } from './backlogs.js';
export { type CatchUp, LiveDelivery } from './live-delivery.js';
export { LogModule } from './log.module.js';
export { planSync, type RoomPlan, settle } from './sync-plan.js';
