export { App } from './App';
export { createPage } from './session/page';
