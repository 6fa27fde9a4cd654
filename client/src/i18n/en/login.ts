import { auth } from './auth';
import { errors } from './errors';

/** What is said before anybody is logged in, beside what the first page says. */
export const login = { ...auth, ...errors };
