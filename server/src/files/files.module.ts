import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { EditsModule } from '../edits/index.js';
import { JobsModule } from '../jobs/index.js';
import { LogModule } from '../log/index.js';
import { MediaModule } from '../media/index.js';
import { RateLimitModule } from '../rate-limit/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { RulesModule } from '../rooms/rules/index.js';
import { DescribeFile } from './describe-file.js';
import { DescribeRepository } from './describe.repository.js';
import { FileStore } from './file-store.js';
import { FileWords } from './file-words.js';
import { FilesController } from './files.controller.js';
import { FilesGateway } from './files.gateway.js';
import { FilesRepository } from './files.repository.js';
import { LocalFileStore } from './local.file-store.js';
import { Pictures } from './pictures.js';
import { ReadFile } from './read-file.js';
import { SweepFiles } from './sweep-files.js';
import { SweepRepository } from './sweep.repository.js';
import { Uploads } from './uploads.js';
import { UploadsController } from './uploads.controller.js';

@Module({
  imports: [
    AccessModule,
    AuthModule,
    EditsModule,
    JobsModule,
    LogModule,
    MediaModule,
    RateLimitModule,
    RulesModule,
  ],
  controllers: [FilesController, UploadsController],
  providers: [
    DescribeFile,
    DescribeRepository,
    FileWords,
    FilesGateway,
    FilesRepository,
    Pictures,
    ReadFile,
    SweepFiles,
    SweepRepository,
    Uploads,
    { provide: FileStore, useClass: LocalFileStore },
  ],
})
export class FilesModule {}
