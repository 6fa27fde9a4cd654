export { Database, databaseError, safeInteger } from './database.js';
export { applyMigrations } from './migrate.js';
export { PrismaModule } from './prisma.module.js';
export { PrismaService } from './prisma.service.js';
