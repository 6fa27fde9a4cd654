import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { Config } from '../config/index.js';
import { EditsModule } from '../edits/index.js';
import { JobsModule } from '../jobs/index.js';
import { LogModule } from '../log/index.js';
import { MediaModule } from '../media/index.js';
import { RateLimitModule } from '../rate-limit/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { RulesModule } from '../rooms/rules/index.js';
import { Avatars } from './avatars.js';
import { CheckFiles } from './check-files.js';
import { CheckRepository } from './check.repository.js';
import { DescribeFile } from './describe-file.js';
import { DescribeRepository } from './describe.repository.js';
import { FileStore } from './file-store.js';
import { FileWords } from './file-words.js';
import { FilesController } from './files.controller.js';
import { FilesGateway } from './files.gateway.js';
import { Films } from './films.js';
import { FilesRepository } from './files.repository.js';
import { LocalFileStore } from './local.file-store.js';
import { OwnUploads } from './own-uploads.js';
import { Pictures } from './pictures.js';
import { ReadFile } from './read-file.js';
import { S3FileStore } from './s3/s3.file-store.js';
import { Scanner } from './scanner.js';
import { SweepFiles } from './sweep-files.js';
import { SweepRepository } from './sweep.repository.js';
import { UploadGate } from './upload-gate.js';
import { UploadSpace } from './upload-space.js';
import { Uploads } from './uploads.js';
import { UploadsController } from './uploads.controller.js';
import { WorkFolders } from './work-folders.js';

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
  exports: [Avatars, FileStore, OwnUploads, WorkFolders],
  controllers: [FilesController, UploadsController],
  providers: [
    Avatars,
    CheckFiles,
    CheckRepository,
    DescribeFile,
    DescribeRepository,
    FileWords,
    FilesGateway,
    Films,
    FilesRepository,
    OwnUploads,
    Pictures,
    ReadFile,
    Scanner,
    SweepFiles,
    SweepRepository,
    UploadGate,
    UploadSpace,
    Uploads,
    WorkFolders,
    {
      provide: FileStore,
      useFactory: (config: Config) => (config.s3 ? new S3FileStore(config) : new LocalFileStore(config)),
      inject: [Config],
    },
  ],
})
export class FilesModule implements NestModule {
  constructor(private readonly gate: UploadGate) {}

  configure(consumer: MiddlewareConsumer): void {
    // Of a class Nest would make one of its own.
    consumer.apply(this.gate.pass).forRoutes(UploadsController);
  }
}
