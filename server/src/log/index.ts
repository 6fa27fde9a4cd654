export { Backlogs } from './backlogs.js';
export { ChangePublisher } from './change-publisher.js';
export { Epoch } from './epoch.js';
export { GaplessPublisher } from './gapless-publisher.js';
export { type CatchUp, LiveDelivery } from './live-delivery.js';
export type { Segment } from './log.events.js';
export { LogModule } from './log.module.js';
export type { LogPage } from './log-page.js';
export { planSync, resultOf, type RoomPlan } from './sync-plan.js';
