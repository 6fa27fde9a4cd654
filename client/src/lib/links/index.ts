export { isCjk, isNeverInAddress } from './characters';
export { findAddresses, type Address } from './find-addresses';
export { linkify } from './linkify';
export { safeHref } from './safe-href';
