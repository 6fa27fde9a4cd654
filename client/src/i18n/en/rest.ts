import { audit } from './audit';
import { auth } from './auth';
import { blocks } from './blocks';
import { closed } from './closed';
import { commands } from './commands';
import { devices } from './devices';
import { direct } from './direct';
import { discover } from './discover';
import { door } from './door';
import { editing } from './editing';
import { emoji } from './emoji';
import { errors } from './errors';
import { files } from './files';
import { forwards } from './forwards';
import { hooks } from './hooks';
import { invites } from './invites';
import { later } from './later';
import { life } from './life';
import { lines } from './lines';
import { members } from './members';
import { mentions } from './mentions';
import { moderation } from './moderation';
import { notifications } from './notifications';
import { oidc } from './oidc';
import { pins } from './pins';
import { polls } from './polls';
import { programs } from './programs';
import { profiles } from './profiles';
import { receipts } from './receipts';
import { roomSettings } from './room-settings';
import { rules } from './rules';
import { search } from './search';
import { saved } from './saved';
import { sections } from './sections';
import { server } from './server';
import { security } from './security';
import { settings } from './settings';
import { setup } from './setup';
import { shortcuts } from './shortcuts';
import { sidebar } from './sidebar';
import { switcher } from './switcher';
import { threads } from './threads';
import { typing } from './typing';
import { unread } from './unread';
import { unsent } from './unsent';

/** What is said by parts that are loaded later; they wait for it with `withTexts`. */
export const rest = {
  ...audit,
  ...auth,
  ...blocks,
  ...closed,
  ...commands,
  ...devices,
  ...direct,
  ...discover,
  ...door,
  ...editing,
  ...emoji,
  ...errors,
  ...files,
  ...forwards,
  ...hooks,
  ...invites,
  ...later,
  ...life,
  ...lines,
  ...members,
  ...mentions,
  ...moderation,
  ...notifications,
  ...oidc,
  ...pins,
  ...polls,
  ...programs,
  ...profiles,
  ...receipts,
  ...roomSettings,
  ...rules,
  ...search,
  ...saved,
  ...sections,
  ...server,
  ...security,
  ...settings,
  ...setup,
  ...shortcuts,
  ...sidebar,
  ...switcher,
  ...threads,
  ...typing,
  ...unread,
  ...unsent,
};
