export * from './errors.js';
export * from './events.js';
export * from './fold.js';
export * from './limits.js';
export * from './rest.js';
export * from './username.js';
export * from './visible-text.js';
