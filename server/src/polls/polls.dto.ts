import {
  CLIENT_MSG_ID_PATTERN,
  POLL_LIMITS,
  type PollCreate,
  type PollEnd,
  type PollVote,
} from '@chatket/contract';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsInt,
  IsISO8601,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { IsId, IsReadableText, MayBeAbsent, oneLine, READABLE_TIME, trimmed } from '../common/index.js';

const MUST_BE_TIME = { message: 'must be an ISO 8601 time, such as 2026-01-31T12:00:00.000Z' };
const { questionMax, optionMax, optionsMin, optionsMax } = POLL_LIMITS;
const MUST_BE_OPTIONS = `each must be a text to read, of at most ${String(optionMax)} characters`;

export class PollCreateDto implements PollCreate {
  @IsId()
  roomId: string;

  @Transform(trimmed)
  @IsReadableText(questionMax)
  question: string;

  @Transform(({ value }: { value: unknown }) =>
    Array.isArray(value) ? value.map((each: unknown) => oneLine({ value: each })) : value,
  )
  @IsReadableText(optionMax, { each: true, message: MUST_BE_OPTIONS })
  @ArrayUnique({ message: 'must differ from each other' })
  @ArrayMaxSize(optionsMax)
  @ArrayMinSize(optionsMin)
  @IsArray()
  options: string[];

  @Matches(CLIENT_MSG_ID_PATTERN, { message: 'must be 8 to 64 characters of A-Z, a-z, 0-9, _ and -' })
  clientMsgId: string;

  @MayBeAbsent()
  @IsBoolean({ message: 'must be true or false' })
  isMultiple?: boolean;

  @MayBeAbsent()
  @IsBoolean({ message: 'must be true or false' })
  isAnonymous?: boolean;

  @MayBeAbsent()
  @Matches(READABLE_TIME, MUST_BE_TIME)
  @IsISO8601({ strict: true, strictSeparator: true }, MUST_BE_TIME)
  endsAt?: string;
}

export class PollVoteDto implements PollVote {
  @IsId()
  roomId: string;

  @IsId()
  messageId: string;

  @Max(optionsMax - 1)
  @Min(0)
  @IsInt({ message: 'must be a whole number' })
  option: number;

  @IsBoolean({ message: 'must be true or false' })
  on: boolean;
}

export class PollEndDto implements PollEnd {
  @IsId()
  roomId: string;

  @IsId()
  messageId: string;
}
