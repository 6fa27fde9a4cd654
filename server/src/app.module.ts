import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module.js';
import { AdminModule } from './admin/admin.module.js';
import { AuditModule } from './audit/audit.module.js';
import { AuthModule } from './auth/auth.module.js';
import { BlocksModule } from './blocks/blocks.module.js';
import { BotsModule } from './bots/bots.module.js';
import { ChatModule } from './chat/chat.module.js';
import { ClusterModule } from './cluster/cluster.module.js';
import { CommonModule } from './common/common.module.js';
import type { Config } from './config/index.js';
import { ConfigModule } from './config/config.module.js';
import { DigestsModule } from './digests/digests.module.js';
import { DirectModule } from './direct/direct.module.js';
import { DraftsModule } from './drafts/drafts.module.js';
import { EditsModule } from './edits/edits.module.js';
import { EventsModule } from './events/events.module.js';
import { ExportsModule } from './exports/exports.module.js';
import { FilesModule } from './files/files.module.js';
import { ForwardsModule } from './forwards/forwards.module.js';
import { HealthModule } from './health/health.module.js';
import { HooksModule } from './hooks/hooks.module.js';
import { HttpModule } from './http/http.module.js';
import { InvitesModule } from './invites/invites.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { MemberDoorsModule } from './members/doors/member-doors.module.js';
import { ModerationModule } from './moderation/moderation.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { PicturesModule } from './pictures/pictures.module.js';
import { PinsModule } from './pins/pins.module.js';
import { ThreadsModule } from './threads/threads.module.js';
import { PreviewsModule } from './previews/previews.module.js';
import { PollsModule } from './polls/polls.module.js';
import { PlainModule } from './plain/plain.module.js';
import { PresenceModule } from './presence/presence.module.js';
import { PrismaModule } from './prisma/prisma.module.js';
import { RealtimeModule } from './realtime/realtime.module.js';
import { PushModule } from './push/push.module.js';
import { ReactionsModule } from './reactions/reactions.module.js';
import { ReadsModule } from './reads/reads.module.js';
import { ProfilesModule } from './profiles/profiles.module.js';
import { ReceiptsModule } from './receipts/receipts.module.js';
import { RemindersModule } from './reminders/reminders.module.js';
import { RoomsModule } from './rooms/rooms.module.js';
import { ScheduledModule } from './scheduled/scheduled.module.js';
import { SearchModule } from './search/search.module.js';
import { SavedModule } from './saved/saved.module.js';
import { ServerSettingsModule } from './server-settings/server-settings.module.js';
import { SidebarModule } from './sidebar/sidebar.module.js';
import { TypingModule } from './typing/typing.module.js';
import { UsersModule } from './users/users.module.js';

/** The list of the rooms in the house. */
@Module({})
export class AppModule {
  static for(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.for(config),
        CommonModule,
        PrismaModule,
        ClusterModule,
        EventsModule,
        RealtimeModule,
        HttpModule,
        JobsModule,
        HealthModule,
        UsersModule,
        ServerSettingsModule,
        AuthModule,
        RoomsModule,
        InvitesModule,
        ReadsModule,
        ReceiptsModule,
        PresenceModule,
        ChatModule,
        TypingModule,
        EditsModule,
        ReactionsModule,
        BlocksModule,
        BotsModule,
        ProfilesModule,
        HooksModule,
        PinsModule,
        ThreadsModule,
        PollsModule,
        PreviewsModule,
        SavedModule,
        RemindersModule,
        ScheduledModule,
        DraftsModule,
        ExportsModule,
        FilesModule,
        PicturesModule,
        ForwardsModule,
        DirectModule,
        SidebarModule,
        AccountsModule,
        AdminModule,
        AuditModule,
        MemberDoorsModule,
        ModerationModule,
        SearchModule,
        NotificationsModule,
        PushModule,
        DigestsModule,
        PlainModule,
      ],
    };
  }
}
