export { arrange } from './arrange';
export { place, toggle } from './arrangement';
export { followDrag } from './drag';
