import type { UserRef } from '@chatket/contract';

/** Stands for the server where a person would stand: no one can log in under a reserved name. */
export const SYSTEM_USER: UserRef = { id: '00000000-0000-7000-8000-000000000001', username: 'chatket' };
