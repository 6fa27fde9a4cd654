import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { Indexer } from './indexer.js';
import { IndexRepository } from './index.repository.js';
import { SearchController } from './search.controller.js';
import { SearchMessages } from './search-messages.js';
import { SearchRepository } from './search.repository.js';

@Module({
  imports: [AuthModule],
  controllers: [SearchController],
  providers: [Indexer, IndexRepository, SearchMessages, SearchRepository],
})
export class SearchModule {}
