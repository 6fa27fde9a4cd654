export { App } from './App';
export { createPage } from './page';
