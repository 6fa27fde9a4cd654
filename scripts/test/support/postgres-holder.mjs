// Run as a process of its own: starts a database, writes a row, prints the server's process id, and waits to be killed.
import pg from 'pg';
import { startEmbeddedPostgres } from '../../lib/embedded-postgres.mjs';

const server = await startEmbeddedPostgres({ dataDir: process.argv[2] });
const client = new pg.Client({ connectionString: server.url() });
await client.connect();
await client.query('CREATE TABLE kept AS SELECT 42 AS answer');
console.log(server.pid);
