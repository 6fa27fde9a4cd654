import { account } from './account';
import { app } from './app';
import { bells } from './bells';
import { common } from './common';
import { composer } from './composer';
import { keys } from './keys';
import { presence } from './presence';
import { rooms } from './rooms';
import { timeline } from './timeline';

/** What the first page says. */
export const en = {
  ...account,
  ...app,
  ...bells,
  ...common,
  ...composer,
  ...keys,
  ...presence,
  ...rooms,
  ...timeline,
};
