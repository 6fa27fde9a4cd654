export { MessageDto } from './message.dto.js';
export {
  MESSAGE_COLUMNS,
  MESSAGE_RECORDS,
  type MessageJson,
  type MessageRow,
  toJson,
  toMessage,
} from './message-row.js';
