/** The name on the door. */
export const PRODUCT = 'ChatKet';
