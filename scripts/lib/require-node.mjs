// Imported first and written for old versions of Node, so that they can still read it.
// The same versions as `engines` in package.json, which a check holds what we depend on to.
const FIRST_MINORS = { 20: 19, 22: 12 };
const FIRST_OF_ALL = 24;
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < FIRST_OF_ALL && !(minor >= FIRST_MINORS[major])) {
  console.error(
    `ChatKet needs Node.js 20.19, 22.12, 24 or later, and this is ${process.versions.node}. ` +
      'Get a current one from https://nodejs.org and try again.',
  );
  process.exit(1);
}
