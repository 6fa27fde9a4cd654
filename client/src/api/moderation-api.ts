import type {
  HeldMessage,
  HeldOutcome,
  JoinRequest,
  ModerationRule,
  RaidBody,
  RaidMode,
  RuleBody,
} from '@chatket/contract';
import type { Request } from './api';

/** What moderators say about what is said in a room. */
export interface ModerationApi {
  /** The newest first. */
  rules: (roomId: string) => Promise<ModerationRule[]>;
  setRule: (roomId: string, body: RuleBody) => Promise<ModerationRule>;
  removeRule: (roomId: string, ruleId: string) => Promise<void>;
  /** What waits to be let into the room, the oldest first. */
  held: (roomId: string) => Promise<HeldMessage[]>;
  decideHeld: (held: HeldMessage, outcome: HeldOutcome) => Promise<void>;
  /** Who asks to come into the room, the oldest first. */
  requests: (roomId: string) => Promise<JoinRequest[]>;
  /** Takes a message of my own back while it waits. */
  withdrawHeld: (roomId: string, clientMsgId: string) => Promise<void>;
  /** Raid mode on or off; the room itself follows by its log. */
  setRaid: (roomId: string, body: RaidBody) => Promise<RaidMode>;
}

/** One function per endpoint. Each rejects with an `ApiError`. */
export function createModerationApi(request: Request): ModerationApi {
  const pathOf = (roomId: string) => `/rooms/${encodeURIComponent(roomId)}`;
  return {
    rules: async (roomId) => (await request<ModerationRule[]>({ path: `${pathOf(roomId)}/rules` })).body,
    setRule: async (roomId, body) =>
      (await request<ModerationRule>({ method: 'POST', path: `${pathOf(roomId)}/rules`, body })).body,
    removeRule: async (roomId, ruleId) => {
      await request({ method: 'DELETE', path: `${pathOf(roomId)}/rules/${ruleId}` });
    },
    held: async (roomId) => (await request<HeldMessage[]>({ path: `${pathOf(roomId)}/held` })).body,
    requests: async (roomId) => (await request<JoinRequest[]>({ path: `${pathOf(roomId)}/requests` })).body,
    decideHeld: async ({ roomId, id }, outcome) => {
      await request({ method: 'PUT', path: `${pathOf(roomId)}/held/${id}/outcome`, body: { outcome } });
    },
    withdrawHeld: async (roomId, clientMsgId) => {
      await request({
        method: 'DELETE',
        path: `${pathOf(roomId)}/held/${encodeURIComponent(clientMsgId)}`,
      });
    },
    setRaid: async (roomId, body) =>
      (await request<RaidMode>({ method: 'PUT', path: `${pathOf(roomId)}/raid`, body })).body,
  };
}
