import {
  type Action,
  ACTIONS,
  type Decision,
  type Permissions,
  type RoleName,
  ROLES,
} from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsId, MayBeAbsent } from '../../common/index.js';

export class PermissionsQueryDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'Missing: oneself.' })
  @MayBeAbsent()
  @IsId()
  userId?: string;
}

const DECISION = {
  type: 'object' as const,
  required: ['isAllowed'],
  additionalProperties: false,
  properties: {
    isAllowed: { type: 'boolean' as const },
    because: { type: 'string' as const, description: 'The code with which it would be refused.' },
    need: { type: 'string' as const, enum: [...Object.keys(ROLES), 'own'] },
  },
};

export class PermissionsDto implements Permissions {
  @ApiProperty({ format: 'uuid' }) userId: string;
  @ApiProperty({
    enum: [...Object.keys(ROLES), null],
    nullable: true,
    description: 'Null for who is not a member.',
  })
  role: RoleName | null;
  @ApiProperty({
    type: 'object',
    description:
      'By action. Of messages: to edit their own, to delete that of a member. Of people: to a member.',
    required: Object.keys(ACTIONS),
    properties: Object.fromEntries(Object.keys(ACTIONS).map((action) => [action, DECISION])),
    additionalProperties: false,
  })
  permissions: Record<Action, Decision>;
}
