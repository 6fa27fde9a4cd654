/** Keys on a message whose code comes when one of them is pressed. */
export const KEYS_OF_MORE = ['f', 'p', 's', 'u', 'c', 'l', '+'] as const;
export type KeyOfMore = (typeof KEYS_OF_MORE)[number];
