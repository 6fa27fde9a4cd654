export { defineEvent, EventBus } from './event-bus.js';
