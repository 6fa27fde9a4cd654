export { ServerNote } from './ServerNote';
export { ServerPage } from './ServerPage';
