import { WebSocketGateway } from '@nestjs/websockets';
import { type Connection, OnClientEvent } from '../realtime/index.js';
import { DescribeFile } from './describe-file.js';
import { FileDescribeDto } from './files.dto.js';

@WebSocketGateway()
export class FilesGateway {
  constructor(private readonly files: DescribeFile) {}

  @OnClientEvent('file:describe', FileDescribeDto)
  describe({ user }: Connection, payload: FileDescribeDto): Promise<{ seq?: number }> {
    return this.files.describe(user, payload);
  }
}
