import { Module } from '@nestjs/common';
import { MessageModule } from '../chat/message/index.js';
import { EditsModule } from '../edits/index.js';
import { FilesModule } from '../files/index.js';
import { JobsModule } from '../jobs/index.js';
import { LogModule } from '../log/index.js';
import { MediaModule } from '../media/index.js';
import { RateLimitModule } from '../rate-limit/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { ServerSettingsModule } from '../server-settings/index.js';
import { MakePreviews } from './make-previews.js';
import { OwnLinks } from './own-links.js';
import { Pages } from './pages.js';
import { PagesRepository } from './pages.repository.js';
import { PreviewsGateway } from './previews.gateway.js';
import { PreviewsRepository } from './previews.repository.js';
import { ShowPreview } from './show-preview.js';
import { WatchLinks } from './watch-links.js';

@Module({
  imports: [
    AccessModule,
    EditsModule,
    FilesModule,
    JobsModule,
    LogModule,
    MediaModule,
    MessageModule,
    RateLimitModule,
    ServerSettingsModule,
  ],
  providers: [
    MakePreviews,
    OwnLinks,
    Pages,
    PagesRepository,
    PreviewsGateway,
    PreviewsRepository,
    ShowPreview,
    WatchLinks,
  ],
})
export class PreviewsModule {}
