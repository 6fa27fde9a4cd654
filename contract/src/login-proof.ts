/** The header by which a client says that it can bring proofs, by the name of their algorithm, and by which it brings one. */
export const PROOF_HEADER = 'Login-Proof';

/** The number behind a salt by which its SHA-256 begins with zeros. */
export const PROOF_ALGORITHM = 'sha256';

/**
 * What a login has to work out where there were many tries, for `PROOF_NEEDED`: a decimal number such that the SHA-256 of
 * `salt:number` begins with `difficulty` zero bits. The same request is sent again with the header `challenge:number`. It
 * counts once, and for this request only. Clients that never send the header are never asked.
 */
export interface ProofTask {
  algorithm: typeof PROOF_ALGORITHM;
  challenge: string;
  /** ASCII, so short that the text is one block of the hash. */
  salt: string;
  difficulty: number;
  expiresInMs: number;
}
