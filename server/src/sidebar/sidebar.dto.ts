import {
  FIXED_SECTIONS,
  LIMITS,
  type Sidebar,
  SIDEBAR_SORTS,
  type SidebarSection,
  type SidebarSort,
} from '@chatket/contract';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsUUID,
  MaxLength,
  IsString,
  Max,
  Min,
} from 'class-validator';
import { IsId, IsReadableText, ListOf, trimmed } from '../common/index.js';

const VERSION_MAX = 2_147_483_000;
const ID_LENGTH = 36;

export class SidebarSectionDto implements SidebarSection {
  @ApiProperty({ format: 'uuid', description: 'Chosen by the client.' })
  @IsId()
  id: string;

  @ApiProperty({ example: 'Work', maxLength: LIMITS.sectionNameMax })
  @Transform(trimmed)
  @IsReadableText(LIMITS.sectionNameMax)
  name: string;

  @ApiProperty({ type: [String], format: 'uuid', maxItems: LIMITS.sidebarRoomsMax })
  @IsUUID('all', { each: true, message: 'must hold UUIDs' })
  @ArrayMaxSize(LIMITS.sidebarRoomsMax)
  @IsArray()
  roomIds: string[];
}

export class SidebarDto implements Sidebar {
  @ApiProperty({
    example: 3,
    description: 'The version that was changed; in answers the one that holds now.',
  })
  @Max(VERSION_MAX)
  @Min(0)
  @IsInt({ message: 'must be a whole number' })
  version: number;

  @ApiProperty({ type: [String], format: 'uuid', maxItems: LIMITS.sidebarRoomsMax })
  @IsUUID('all', { each: true, message: 'must hold UUIDs' })
  @ArrayMaxSize(LIMITS.sidebarRoomsMax)
  @IsArray()
  favourites: string[];

  @ApiProperty({ type: [SidebarSectionDto], maxItems: LIMITS.sidebarSectionsMax })
  @ListOf(SidebarSectionDto, { min: 0, max: LIMITS.sidebarSectionsMax })
  sections: SidebarSectionDto[];

  @ApiProperty({ type: [String], example: ['archived'], description: 'Sections that are closed.' })
  @MaxLength(ID_LENGTH, { each: true })
  @IsString({ each: true })
  @ArrayMaxSize(LIMITS.sidebarSectionsMax + FIXED_SECTIONS.length)
  @IsArray()
  collapsed: string[];

  @ApiProperty({ enum: SIDEBAR_SORTS })
  @IsIn(SIDEBAR_SORTS, { message: 'must be activity or name' })
  sort: SidebarSort;

  @ApiProperty({ description: 'Only rooms with something new are shown.' })
  @IsBoolean({ message: 'must be true or false' })
  isUnreadOnly: boolean;
}
