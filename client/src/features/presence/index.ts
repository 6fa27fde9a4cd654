export { TypingLine } from './TypingLine';
