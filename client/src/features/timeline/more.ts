import { later } from '../../lib';

export { linkTo } from './link-to';
export const ThreadRows = later(async () => (await import('./ThreadRows')).ThreadRows);
