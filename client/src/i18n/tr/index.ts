import { account } from './account';
import { app } from './app';
import { auth } from './auth';
import { bells } from './bells';
import { common } from './common';
import { composer } from './composer';
import { discover } from './discover';
import { keys } from './keys';
import { door } from './door';
import { editing } from './editing';
import { emoji } from './emoji';
import { errors } from './errors';
import { lines } from './lines';
import { members } from './members';
import { notifications } from './notifications';
import { presence } from './presence';
import { rooms } from './rooms';
import { settings } from './settings';
import { shortcuts } from './shortcuts';
import { switcher } from './switcher';
import { timeline } from './timeline';
import { unread } from './unread';
import { unsent } from './unsent';

export const tr = {
  ...account,
  ...app,
  ...auth,
  ...bells,
  ...common,
  ...composer,
  ...discover,
  ...keys,
  ...door,
  ...editing,
  ...emoji,
  ...errors,
  ...lines,
  ...members,
  ...notifications,
  ...presence,
  ...rooms,
  ...settings,
  ...shortcuts,
  ...switcher,
  ...timeline,
  ...unread,
  ...unsent,
};
