export { isTyping } from './is-typing';
