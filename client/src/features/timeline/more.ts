import { later } from '../../lib';

export const ThreadRows = later(async () => (await import('./ThreadRows')).ThreadRows);
