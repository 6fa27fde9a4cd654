import { createStrictContext } from '../lib';
import type { Realtime } from './realtime';

export const [RealtimeProvider, useRealtime] = createStrictContext<Realtime>('Realtime');
