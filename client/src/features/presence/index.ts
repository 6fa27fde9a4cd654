export { isTyping } from './is-typing';
export { TypingLine } from './TypingLine';
