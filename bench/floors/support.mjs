// @ts-check

/**
 * Whom a token names. The floors believe it without checking the signature: they have less work than a real server.
 * @param {string} token
 * @returns {{ id: string, username: string }}
 */
export function userIn(token) {
  const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
  return { id: claims.sub, username: claims.username };
}
