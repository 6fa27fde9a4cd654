import { account } from './account';
import { app } from './app';
import { audit } from './audit';
import { auth } from './auth';
import { bells } from './bells';
import { blocks } from './blocks';
import { closed } from './closed';
import { common } from './common';
import { composer } from './composer';
import { commands } from './commands';
import { devices } from './devices';
import { direct } from './direct';
import { discover } from './discover';
import { keys } from './keys';
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
import { presence } from './presence';
import { rooms } from './rooms';
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
import { timeline } from './timeline';
import { typing } from './typing';
import { unread } from './unread';
import { unsent } from './unsent';

export const tr = {
  ...account,
  ...app,
  ...audit,
  ...auth,
  ...bells,
  ...blocks,
  ...closed,
  ...common,
  ...composer,
  ...commands,
  ...devices,
  ...direct,
  ...discover,
  ...keys,
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
  ...presence,
  ...rooms,
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
  ...timeline,
  ...typing,
  ...unread,
  ...unsent,
};
