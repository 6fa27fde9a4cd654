import { Module } from '@nestjs/common';
import { PresenceModule } from '../presence/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { RulesModule } from '../rooms/rules/index.js';
import { Addressing } from './addressing.js';
import { AudienceRepository } from './audience.repository.js';
import { Keywords } from './keywords.js';
import { KeywordsController } from './keywords.controller.js';
import { KeywordsRepository } from './keywords.repository.js';
import { ListMentions } from './list-mentions.js';
import { MentionsController } from './mentions.controller.js';
import { MentionsRepository } from './mentions.repository.js';
import { TellNoted } from './tell-noted.js';

@Module({
  imports: [AccessModule, PresenceModule, RulesModule],
  controllers: [KeywordsController, MentionsController],
  providers: [
    Addressing,
    AudienceRepository,
    Keywords,
    KeywordsRepository,
    ListMentions,
    MentionsRepository,
    TellNoted,
  ],
  exports: [Addressing, TellNoted],
})
export class MentionsModule {}
