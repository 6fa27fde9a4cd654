export { typingTold } from './typing.events.js';
export { TypingModule } from './typing.module.js';
export { TypingService } from './typing.service.js';
