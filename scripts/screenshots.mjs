import './lib/require-node.mjs';
import { describeError } from './lib/refusal.mjs';
import { setUp } from './lib/setup.mjs';
import { readArguments } from './lib/usage.mjs';

readArguments(
  `
npm run screenshots -- [folder] [names…]

Takes the pictures of the documentation from the built client. The machine needs a font with emoji in colour, such as
Debian's fonts-noto-color-emoji.
`,
  { allowPositionals: true },
);

// Only now, as it needs what may have to be installed first.
try {
  await setUp('developing');
  await import('./lib/screenshots/main.mjs');
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}
