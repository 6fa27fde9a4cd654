const BEARER = /^Bearer\s+(\S+)/i;

/** The token of a request, if it has one where tokens belong. */
export function bearerOf(headers: { authorization?: string | undefined }): string | undefined {
  return BEARER.exec(headers.authorization ?? '')?.[1];
}
