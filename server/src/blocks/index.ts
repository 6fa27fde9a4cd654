export { Blocks, notTaken } from './blocks.js';
export { BlocksModule } from './blocks.module.js';
