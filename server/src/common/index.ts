export * from './app-error.js';
export * from './clock.js';
export * from './common.module.js';
export * from './ids.js';
export * from './is-id.js';
export * from './lifecycle.js';
export * from './text.js';
export * from './validate.js';
