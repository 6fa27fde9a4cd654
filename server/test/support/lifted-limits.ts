/** Everybody in a test comes from one address, and some of them are in a hurry. */
export const LIFTED_LIMITS = {
  WRITES_PER_USER: '100000',
  CONNECTIONS_PER_USER: '100000',
  CONNECTIONS_PER_IP: '100000',
  HANDSHAKES_PER_IP: '100000',
  PACKETS_AT_ONCE: '100000',
  PACKETS_PER_SECOND: '100000',
};
