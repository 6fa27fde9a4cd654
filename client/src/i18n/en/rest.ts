import { auth } from './auth';
import { discover } from './discover';
import { door } from './door';
import { editing } from './editing';
import { emoji } from './emoji';
import { errors } from './errors';
import { lines } from './lines';
import { members } from './members';
import { notifications } from './notifications';
import { settings } from './settings';
import { shortcuts } from './shortcuts';
import { switcher } from './switcher';
import { unread } from './unread';
import { unsent } from './unsent';

/** What is said by parts that are loaded later; they wait for it with `withTexts`. */
export const rest = {
  ...auth,
  ...discover,
  ...door,
  ...editing,
  ...emoji,
  ...errors,
  ...lines,
  ...members,
  ...notifications,
  ...settings,
  ...shortcuts,
  ...switcher,
  ...unread,
  ...unsent,
};
