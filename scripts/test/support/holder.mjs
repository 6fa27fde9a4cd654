// Run as a process of its own: claims the data directory it is given, says so, and holds it until it is killed.
import { openDataDirectory } from '../../lib/data-directory.mjs';

openDataDirectory(process.argv[2]);
console.log('held');
setInterval(() => {}, 1_000);
