import type { ModerationRule, RaidBody, RaidMode, RuleBody } from '@chatket/contract';
import type { Request } from './api';

/** What moderators say about what is said in a room. */
export interface ModerationApi {
  /** The newest first. */
  rules: (roomId: string) => Promise<ModerationRule[]>;
  setRule: (roomId: string, body: RuleBody) => Promise<ModerationRule>;
  removeRule: (roomId: string, ruleId: string) => Promise<void>;
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
    setRaid: async (roomId, body) =>
      (await request<RaidMode>({ method: 'PUT', path: `${pathOf(roomId)}/raid`, body })).body,
  };
}
