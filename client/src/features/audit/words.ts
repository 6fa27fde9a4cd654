/** What is done to people. */
export const TO_PEOPLE = {
  'member.added': 'audit.added',
  'member.kicked': 'audit.kicked',
  'member.banned': 'audit.banned',
  'member.unbanned': 'audit.unbanned',
  'member.muted': 'audit.muted',
  'member.unmuted': 'audit.unmuted',
  'member.role': 'audit.role',
  'request.accepted': 'audit.requestAccepted',
  'request.refused': 'audit.requestRefused',
  'message.deleted': 'audit.messageDeleted',
  'message.pinned': 'audit.messagePinned',
  'message.unpinned': 'audit.messageUnpinned',
  'poll.ended': 'audit.pollEnded',
  'message.hidden': 'audit.messageHidden',
  'message.shown': 'audit.messageShown',
  'held.sent': 'audit.heldSent',
  'held.refused': 'audit.heldRefused',
  'server.role': 'audit.serverRole',
  'server.setUp': 'audit.serverSetUp',
  'password.set': 'audit.passwordSet',
  'passkey.added': 'audit.passkeyAdded',
  'passkey.removed': 'audit.passkeyRemoved',
  'factor.on': 'audit.factorOn',
  'factor.off': 'audit.factorOff',
  'account.deleted': 'audit.accountDeleted',
  'account.renamed': 'audit.accountRenamed',
  'server.deactivated': 'audit.serverDeactivated',
  'server.reactivated': 'audit.serverReactivated',
  'server.sessionEnded': 'audit.serverSessionEnded',
  'server.muted': 'audit.serverMuted',
  'server.unmuted': 'audit.serverUnmuted',
} as const;

/** What is done to the room, or to the server. */
export const TO_THE_ROOM = {
  'room.configured': 'audit.configured',
  'room.archived': 'audit.archived',
  'room.restored': 'audit.restored',
  'room.deleted': 'audit.roomDeleted',
  'invite.made': 'audit.inviteMade',
  'invite.revoked': 'audit.inviteRevoked',
  'hook.made': 'audit.hookMade',
  'hook.ended': 'audit.hookEnded',
  'rule.added': 'audit.ruleAdded',
  'rule.changed': 'audit.ruleChanged',
  'rule.removed': 'audit.ruleRemoved',
  'raid.on': 'audit.raidOn',
  'raid.off': 'audit.raidOff',
  'report.handled': 'audit.reportHandled',
  'report.reopened': 'audit.reportReopened',
  'member.joined': 'audit.memberJoined',
  'server.configured': 'audit.serverConfigured',
  'server.newAccounts': 'audit.serverNewAccounts',
  'server.raidOn': 'audit.serverRaidOn',
  'server.raidOff': 'audit.serverRaidOff',
} as const;

/** Whether the table knows the action: a newer server may write others. */
export function isIn<Table extends object>(
  table: Table,
  action: string,
): action is Extract<keyof Table, string> {
  return Object.hasOwn(table, action);
}
