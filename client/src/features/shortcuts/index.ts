export type { MessageKey } from './message-keys';
export { useShortcuts } from './use-shortcuts';
