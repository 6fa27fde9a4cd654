export { defineEvent, EventBus } from './event-bus.js';
export { EventsModule } from './events.module.js';
