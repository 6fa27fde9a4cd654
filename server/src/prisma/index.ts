export { Database, isLockTimeout, safeInteger } from './database.js';
export { applyMigrations } from './migrate.js';
export { PrismaService } from './prisma.service.js';
export { connectAtBoot } from './connect-at-boot.js';
