import { defineConfig } from 'prisma/config';

// generate, validate and format never run the native schema engine, yet the CLI wants one first.
// Any executable stands in for it, so a build downloads nothing.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: '../../server/prisma/schema.prisma',
  migrations: { path: '../../server/prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://unset' },
});
