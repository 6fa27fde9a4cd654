export * from './cast';

/** For `vi.waitFor`: what comes as a module of its own takes long on a machine that is busy. */
export const PATIENCE = { timeout: 30_000 };
