import { createContext } from 'react';

/** Whether the server is reached now. Where nobody says so, as before a login, each request finds out. */
export const Reach = createContext(true);
