import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { FilesModule } from '../files/index.js';
import { JobsModule } from '../jobs/index.js';
import { PushModule } from '../push/index.js';
import { DownloadExport } from './download-export.js';
import { ExportDataRepository } from './export-data.repository.js';
import { ExportFileController } from './export-file.controller.js';
import { ExportsController } from './exports.controller.js';
import { ExportsRepository } from './exports.repository.js';
import { MakeExport } from './make-export.js';
import { PersonalExports } from './personal-exports.js';
import { TellExports } from './tell-exports.js';

@Module({
  imports: [AuthModule, FilesModule, JobsModule, PushModule],
  controllers: [ExportFileController, ExportsController],
  providers: [
    DownloadExport,
    ExportDataRepository,
    ExportsRepository,
    MakeExport,
    PersonalExports,
    TellExports,
  ],
})
export class ExportsModule {}
