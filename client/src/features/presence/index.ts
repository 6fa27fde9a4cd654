export { MembersPanel } from './MembersPanel';
export { TypingLine } from './TypingLine';
