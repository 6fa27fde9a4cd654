import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type {
  Attachment,
  Everyone,
  LinkPreview,
  Mentions,
  Message,
  MessageDeletion,
  MessageOrigin,
  MessagePin,
  MessageQuote,
  Poll,
  PollOption,
  PreviewPicture,
  Reaction,
  SpokenPerson,
  ThreadSummary,
} from '@chatket/contract';
import { UserRefDto } from '../../users/index.js';

export class MessageDeletionDto implements MessageDeletion {
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ type: UserRefDto }) by: UserRefDto;
  @ApiPropertyOptional({ description: 'Why, as a moderator has put it.' }) reason?: string;
  @ApiPropertyOptional({ description: 'Moderators can look at it, and show it again.' }) isHidden?: true;
}

export class ReactionDto implements Reaction {
  @ApiProperty({ example: '👍', description: 'Without a tone of skin.' }) emoji: string;
  @ApiProperty({ example: 2 }) count: number;
  @ApiProperty({ type: [UserRefDto], description: 'The first of them.' }) users: UserRefDto[];
  @ApiPropertyOptional({ description: 'I am one of them; told where not all are shown.' }) mine?: true;
}

export class MessageQuoteDto implements MessageQuote {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'Is there coffee?' }) text: string;
  @ApiProperty({ type: UserRefDto }) sender: UserRefDto;
  @ApiPropertyOptional({ example: 12 }) seq?: number;
  @ApiProperty({ example: 12 }) rev: number;
  @ApiPropertyOptional() isDeleted?: true;
  @ApiPropertyOptional({ description: 'It is hidden by moderators, which is a kind of deleted.' })
  isHiddenByModerators?: true;
  @ApiPropertyOptional({ description: 'It was said before what I may read: its text is not told.' })
  isHidden?: true;
  @ApiPropertyOptional({ example: 1, description: 'How many files it has.' }) files?: number;
}

export class MessagePinDto implements MessagePin {
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ type: UserRefDto }) by: UserRefDto;
}

class OriginRoomDto {
  @ApiProperty({ format: 'uuid' }) roomId: string;
  @ApiProperty({ example: 'General' }) name: string;
  @ApiProperty({ format: 'uuid' }) messageId: string;
}

export class MessageOriginDto implements MessageOrigin {
  @ApiProperty({ type: UserRefDto }) sender: UserRefDto;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiPropertyOptional({ type: OriginRoomDto, description: 'Told of public rooms, and of this one.' })
  from?: OriginRoomDto;
}

export class ThreadSummaryDto implements ThreadSummary {
  @ApiProperty({ example: 2, description: 'Deleted ones too.' }) replies: number;
  @ApiProperty({ example: 23 }) lastSeq: number;
  @ApiProperty({ format: 'date-time' }) lastAt: string;
  @ApiProperty({ type: [UserRefDto], description: 'Who replied last, the last first.' }) who: UserRefDto[];
}

class SpokenPersonDto extends UserRefDto implements SpokenPerson {
  @ApiPropertyOptional({
    type: [String],
    description: 'What they were called before; older texts speak of them so.',
  })
  names?: string[];
}

export class MentionsDto implements Mentions {
  @ApiPropertyOptional({ type: [SpokenPersonDto], description: 'Members of the room, by username.' })
  people?: SpokenPersonDto[];
  @ApiPropertyOptional({ enum: ['all', 'here'] }) everyone?: Everyone;
}

export class PollOptionDto implements PollOption {
  @ApiProperty({ example: 'Soup' }) text: string;
  @ApiProperty({ example: 2 }) count: number;
  @ApiPropertyOptional({ type: [UserRefDto], description: 'The first of them; none where it is anonymous.' })
  users?: UserRefDto[];
}

class PollEndedDto {
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ type: UserRefDto }) by: UserRefDto;
}

export class PollDto implements Poll {
  @ApiProperty({ type: [PollOptionDto] }) options: PollOptionDto[];
  @ApiProperty({ example: 3, description: 'People who have voted.' }) voters: number;
  @ApiPropertyOptional() isMultiple?: true;
  @ApiPropertyOptional() isAnonymous?: true;
  @ApiPropertyOptional({ format: 'date-time' }) endsAt?: string;
  @ApiPropertyOptional({ type: PollEndedDto }) ended?: PollEndedDto;
  @ApiPropertyOptional({ type: [Number], description: 'The places of what I have chosen.' }) mine?: number[];
}

export class AttachmentDto implements Attachment {
  @ApiProperty({ format: 'uuid', description: 'Its bytes are at `/api/files/{id}`.' }) id: string;
  @ApiProperty({ example: 'kitchen.jpg' }) name: string;
  @ApiProperty({ example: 183204, description: 'In bytes.' }) size: number;
  @ApiProperty({ example: 'image/jpeg', description: 'What it is by its content.' }) type: string;
  @ApiPropertyOptional({ example: 1600 }) width?: number;
  @ApiPropertyOptional({ example: 1200 }) height?: number;
  @ApiPropertyOptional({ example: 4200, description: 'Of sounds and videos.' }) durationMs?: number;
  @ApiPropertyOptional({
    example: '3OcRJYB4d3h/iIeHeEh3eIhw+j2w',
    description:
      'Of pictures: a thumbhash in base64. Where it is there, so are `/api/files/{id}/small` and `/large`.',
  })
  thumbhash?: string;
  @ApiPropertyOptional({ description: 'The picture itself moves; its copies do not.' }) isAnimated?: true;
  @ApiPropertyOptional({
    example: 'A red kettle',
    description: 'What it shows, for those who do not see it.',
  })
  alt?: string;
  @ApiPropertyOptional({
    example: '0027cfb41',
    description:
      'It is a voice message: how loud it is from beginning to end, in even steps, each a digit from 0 to f.',
  })
  waveform?: string;
  @ApiPropertyOptional({
    enum: ['waiting', 'harmful'],
    description:
      'No scanner has looked at it yet, and only its uploader reads it; or one warns of it, and nobody does.',
  })
  check?: 'waiting' | 'harmful';
}

class PreviewPictureDto implements PreviewPicture {
  @ApiProperty({ example: 1200 }) width: number;
  @ApiProperty({ example: 630 }) height: number;
  @ApiProperty({ description: 'A thumbhash in base64.' }) thumbhash: string;
}

export class LinkPreviewDto implements LinkPreview {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'https://soup.example/of-the-day' }) url: string;
  @ApiProperty({ example: 'Soup of the day' }) title: string;
  @ApiPropertyOptional() description?: string;
  @ApiPropertyOptional({ example: 'The kitchen' }) siteName?: string;
  @ApiPropertyOptional({ type: PreviewPictureDto, description: 'A copy of it is at `/api/files/{id}`.' })
  picture?: PreviewPictureDto;
}

export class MessageDto implements Message {
  @ApiProperty({ format: 'uuid' }) messageId: string;
  @ApiProperty({ format: 'uuid' }) roomId: string;
  @ApiProperty({ example: 17, description: 'Position in the room.' }) seq: number;
  @ApiProperty({ example: 'Coffee is ready.' }) text: string;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: UserRefDto }) sender: UserRefDto;
  @ApiProperty({ example: 'c0ffee-0001' }) clientMsgId: string;
  @ApiPropertyOptional({ example: 19, description: 'Seq of its last change; missing while nothing changed.' })
  rev?: number;
  @ApiPropertyOptional({ format: 'date-time' }) editedAt?: string;
  @ApiPropertyOptional({ type: MessageDeletionDto }) deleted?: MessageDeletionDto;
  @ApiPropertyOptional({ type: [ReactionDto] }) reactions?: ReactionDto[];
  @ApiPropertyOptional({ type: MessageQuoteDto }) replyTo?: MessageQuoteDto;
  @ApiPropertyOptional({ type: MessagePinDto }) pinned?: MessagePinDto;
  @ApiPropertyOptional({ type: MessageOriginDto, description: 'Where its text was brought from.' })
  forwarded?: MessageOriginDto;
  @ApiPropertyOptional({ format: 'uuid', description: 'The root of the thread that it is said in.' })
  threadId?: string;
  @ApiPropertyOptional({ description: 'It is said in a thread, and shown in the room too.' }) inRoom?: true;
  @ApiPropertyOptional({ type: ThreadSummaryDto, description: 'What is said in the thread under it.' })
  thread?: ThreadSummaryDto;
  @ApiPropertyOptional({ type: MentionsDto, description: 'Whom it really speaks to.' })
  mentions?: MentionsDto;
  @ApiPropertyOptional({ type: [AttachmentDto], description: 'Its files; with them the text may be empty.' })
  attachments?: AttachmentDto[];
  @ApiPropertyOptional({ type: [LinkPreviewDto], description: 'What pages say that it links to.' })
  previews?: LinkPreviewDto[];
  @ApiPropertyOptional({ type: PollDto, description: 'What can be chosen; the text is the question.' })
  poll?: PollDto;
}
