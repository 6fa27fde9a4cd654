export { isCjk, isNeverInAddress } from './characters.js';
export { findAddresses } from './find-addresses.js';
export { linkify } from './linkify.js';
export { safeHref } from './safe-href.js';
