export { AccountBar } from './AccountBar';
export type { AccountTask } from './account-tasks';
