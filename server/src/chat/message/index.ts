export { messageFrom } from './message-from.js';
export { CALLED, FILE_NAMES, inWords, type Written } from './in-words.js';
export { AttachmentDto, MessageDto, ReactionDto } from './message.dto.js';
export {
  messageRecord,
  messageRecords,
  type MessageJson,
  recordsToJson,
  recordToMessage,
  SENDER,
} from './message-record.js';
export { MessageModule } from './message.module.js';
export { MessageView } from './message-view.js';
