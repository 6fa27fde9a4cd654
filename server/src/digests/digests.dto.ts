import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

const TOKEN_MAX = 200;

export class UnsubscribeDto {
  @ApiProperty({ description: 'As the mail has it.' })
  @MaxLength(TOKEN_MAX)
  @IsString()
  token: string;
}
