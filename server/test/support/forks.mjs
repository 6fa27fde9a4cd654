// What the server forks while it runs from its sources is to understand them, too.
const typescript = new URL('./typescript.mjs', import.meta.url).href;
process.env.NODE_OPTIONS = `--no-warnings --import=${typescript}`;
