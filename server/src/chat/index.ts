export { ChatModule } from './chat.module.js';
export { ListMessages } from './history/list-messages.js';
export { SendMessage } from './send/send-message.js';
