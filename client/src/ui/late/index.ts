// Building blocks that only parts use which are loaded later: they stay out of the first load.
export * from './icons';
export { Segmented } from './Segmented';
export { Switch } from './Switch';
export { TextField } from './TextField';
