import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { JobsModule } from '../jobs/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { RulesModule } from '../rooms/rules/index.js';
import { FileStore } from './file-store.js';
import { FilesController } from './files.controller.js';
import { FilesRepository } from './files.repository.js';
import { LocalFileStore } from './local.file-store.js';
import { ReadFile } from './read-file.js';
import { SweepFiles } from './sweep-files.js';
import { SweepRepository } from './sweep.repository.js';
import { Uploads } from './uploads.js';
import { UploadsController } from './uploads.controller.js';

@Module({
  imports: [AccessModule, AuthModule, JobsModule, RulesModule],
  controllers: [FilesController, UploadsController],
  providers: [
    FilesRepository,
    ReadFile,
    SweepFiles,
    SweepRepository,
    Uploads,
    { provide: FileStore, useClass: LocalFileStore },
  ],
})
export class FilesModule {}
