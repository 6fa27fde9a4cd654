export { SavedMessages } from './saved-messages.js';
export { SavedMessageDto } from './saved.dto.js';
export { SavedModule } from './saved.module.js';
