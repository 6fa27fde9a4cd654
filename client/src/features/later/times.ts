import { LIMITS } from '@chatket/contract';

const MINUTE_MS = 60_000;
const MORNING = 9;
const MONDAY = 1;

export type PresetName = 'later.in20' | 'later.in60' | 'later.tomorrow' | 'later.monday';

export interface Preset {
  name: PresetName;
  at: Date;
}

/** Times that people mean most often, in the time zone of this device. Mornings are mornings, also when clocks change. */
export function presets(now: Date): Preset[] {
  const inMinutes = (count: number) => new Date(now.getTime() + count * MINUTE_MS);
  return [
    { name: 'later.in20', at: inMinutes(20) },
    { name: 'later.in60', at: inMinutes(60) },
    { name: 'later.tomorrow', at: morning(now, 1) },
    { name: 'later.monday', at: morning(now, ((MONDAY + 6 - now.getDay()) % 7) + 1) },
  ];
}

function morning(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
}

/** As `<input type="datetime-local">` has it. */
export function toField(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** What was typed as a moment of this device's time zone, or what is wrong with it. */
export function fromField(typed: string, now: Date): Date | 'later.over' | 'later.tooFar' {
  const at = new Date(typed);
  if (Number.isNaN(at.getTime()) || at <= now) return 'later.over';
  return at.getTime() - now.getTime() > LIMITS.planAheadMs - MINUTE_MS ? 'later.tooFar' : at;
}

/** As people call it here. */
export function zoneName(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
