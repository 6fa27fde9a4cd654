import { createRequire } from 'node:module';

/**
 * The parser that Socket.IO itself has loaded. Imported by its name it would be there twice, in another format and with
 * an emitter of its own: twice the code to read, and to compile while everybody comes back.
 */
export const { Decoder, Encoder, PacketType } = createRequire(import.meta.url)(
  'socket.io-parser',
) as typeof import('socket.io-parser');
