import ordinary, { PROCESS_SPECS } from './jest.config.mjs';

/**
 * The specs that start, starve and kill real processes: they wait more than they work, and are a suite of their own.
 * @type {import('jest').Config}
 */
export default {
  ...ordinary,
  testMatch: [PROCESS_SPECS],
  testPathIgnorePatterns: ['/node_modules/'],
  // The servers that they start are built.
  setupFiles: [],
};
