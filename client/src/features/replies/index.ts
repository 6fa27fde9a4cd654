export { Quote } from './Quote';
