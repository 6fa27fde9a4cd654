export { isCjk, isNeverInAddress } from './characters';
export { findAddresses } from './find-addresses';
export { linkify } from './linkify';
export { safeHref } from './safe-href';
