export { hookBody } from './hook-body.js';
