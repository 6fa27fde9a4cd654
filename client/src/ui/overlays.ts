import { later } from '../lib';

// Nothing lies over the page at first. What is loaded later anyway takes them from their own files.
export const Popover = later(async () => (await import('./Popover')).Popover);
export const Sheet = later(async () => (await import('./Dialog')).Sheet);
