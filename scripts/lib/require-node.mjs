// Imported first and written for old versions of Node, so that they can still read it.
const MINIMUM = [20, 19];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
  console.error(
    `ChatKet needs Node.js ${MINIMUM.join('.')} or later, and this is ${process.versions.node}. ` +
      'Get a current one from https://nodejs.org and try again.',
  );
  process.exit(1);
}
